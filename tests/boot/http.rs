//! Asking a published port of this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// No answer by then is a wrong answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Status and body.
#[track_caller]
pub fn get(port: u16, path: &str) -> (u16, String) {
    let mut answer = String::new();
    let mut stream = open(port, path).unwrap_or_else(|error| panic!("port {port}: {error}"));
    stream.read_to_string(&mut answer).unwrap_or_else(|error| panic!("port {port}, {path}: {error}"));
    let status = answer.split(' ').nth(1).and_then(|word| word.parse().ok());
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    (status.unwrap_or_else(|| panic!("no HTTP: {answer}")), body.to_owned())
}

/// The first event of a stream, and how long it took. Its sender waits for seconds behind it.
#[track_caller]
pub fn first_event(port: u16, path: &str) -> (String, Duration) {
    let started = Instant::now();
    let lines = BufReader::new(open(port, path).expect("a server")).lines();
    let event = lines.map_while(Result::ok).find(|line| line.starts_with("data: ")).expect("an event");
    (event, started.elapsed())
}

/// Whether anybody listens there.
pub fn listens(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
}

fn open(port: u16, path: &str) -> std::io::Result<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
    Ok(stream)
}
