//! As much HTTP as the tests need, by hand, so that every byte that nginx sends or gets is the test's own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// No answer by then is a wrong answer.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Response {
    pub status: u16,
    /// Header lines, names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.values(name);
        values.pop().filter(|_| values.is_empty()) // twice is as wrong as not at all
    }

    pub fn values(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }
}

/// Asks the server on port 80 of this machine.
pub fn get(path: &str) -> Response {
    get_with(path, &[])
}

pub fn get_with(path: &str, headers: &[&str]) -> Response {
    read(open(path, headers))
}

pub fn post(path: &str) -> Response {
    ask("POST", path, &["Content-Length: 0"])
}

/// A request by any method. A host among the header lines takes the usual one's place.
pub fn ask(method: &str, path: &str, headers: &[&str]) -> Response {
    read(send(method, path, headers))
}

fn read(stream: TcpStream) -> Response {
    let mut answer = BufReader::new(stream);
    let (status, headers) = read_head(&mut answer);
    let mut response = Response { status, headers, body: String::new() };
    let length =
        response.header("content-length").map_or(u64::MAX, |length| length.parse().expect("a length"));
    let mut body = Vec::new();
    answer.take(length).read_to_end(&mut body).expect("a whole answer in time");
    if response.header("transfer-encoding") == Some("chunked") {
        body = whole(&body);
    }
    response.body = String::from_utf8_lossy(&body).into_owned();
    response
}

/// What came in chunks, each with its length before it.
fn whole(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|end| end == b"\r\n").expect("a length");
        let length = std::str::from_utf8(&chunks[..end]).expect("digits");
        let length = usize::from_str_radix(length, 16).expect("a length");
        if length == 0 {
            return body;
        }
        body.extend(&chunks[end + 2..][..length]);
        chunks = &chunks[end + 2 + length + 2..];
    }
}

/// Sends a request and hands over the connection, for an answer that takes its time.
pub fn open(path: &str, headers: &[&str]) -> TcpStream {
    send("GET", path, headers)
}

fn send(method: &str, path: &str, headers: &[&str]) -> TcpStream {
    let mut stream = TcpStream::connect("127.0.0.1:80").expect("a server on port 80");
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let connection = if headers.iter().any(|line| line.starts_with("Upgrade")) { "Upgrade" } else { "close" };
    let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: {connection}\r\n");
    if !headers.iter().any(|line| line.starts_with("Host:")) {
        head.push_str("Host: berth.test:3001\r\n");
    }
    for line in headers {
        head.push_str(line);
        head.push_str("\r\n");
    }
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    stream
}

pub fn read_head(answer: &mut impl BufRead) -> (u16, Vec<(String, String)>) {
    let mut lines = head_lines(answer).into_iter();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status line");
    let headers = lines
        .filter_map(|line| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned())))
        .collect();
    (status, headers)
}

/// A backend that gives each request's head to `answer`.
pub fn backend<A>(port: u16, answer: A)
where
    A: Fn(&[String], &mut TcpStream) + Send + Sync + 'static,
{
    backend_at("127.0.0.1", port, answer);
}

/// The same at another address.
pub fn backend_at<A>(address: &str, port: u16, answer: A)
where
    A: Fn(&[String], &mut TcpStream) + Send + Sync + 'static,
{
    let listener = TcpListener::bind((address, port)).expect("a free port");
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            thread::spawn(move || {
                let mut stream = BufReader::new(stream);
                let head = head_lines(&mut stream);
                answer(&head, stream.get_mut());
            });
        }
    });
}

/// A backend that says back what it was asked.
pub fn echo(port: u16) {
    echo_with(port, "");
}

/// The same with header lines of its own, each with its line end.
pub fn echo_with(port: u16, headers: &'static str) {
    backend(port, move |head, stream| {
        say(stream, headers, &format!("port {port}\n{}\n", head.join("\n")));
    });
}

/// Answers 200.
pub fn say(stream: &mut TcpStream, headers: &str, body: &str) {
    let length = body.len();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n");
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
}

fn head_lines(stream: &mut impl BufRead) -> Vec<String> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        match stream.read_line(&mut line) {
            Ok(1..) if line != "\r\n" => lines.push(line.trim_end().to_owned()),
            Ok(_) => return lines,
            Err(error) => panic!("no head in time: {error}"),
        }
    }
}

/// The headers that nginx is to send with everything, each once.
pub fn assert_secured(path: &str, answer: &Response) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "SAMEORIGIN"),
        ("content-security-policy", "frame-ancestors 'self'"),
        ("referrer-policy", "strict-origin-when-cross-origin"),
        ("server", "nginx"),
    ] {
        assert_eq!(answer.values(name), [value], "{path}: {name}");
    }
}
