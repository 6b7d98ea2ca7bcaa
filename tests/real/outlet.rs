//! The way from an engine in a network of its own to package registries: a proxy whose two halves share a socket's file.
//! Nothing else gets out by it than what a build or a pull asks for by HTTPS.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream, ToSocketAddrs};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, thread};

/// Names the socket's file to the half inside.
const OUTLET: &str = "BERTH_REAL_OUTLET";
const PORT: u16 = 3128;
/// No answer by then is none.
const PATIENCE: Duration = Duration::from_secs(30);
/// Longer than any line that asks for a connection, with all that comes along.
const LONGEST: u64 = 16 * 1024;

/// The half outside, which goes with this process; what the half inside is told.
pub fn outside(folder: &Path) -> Vec<(&'static str, OsString)> {
    let file = folder.join("outlet.sock");
    let listener = UnixListener::bind(&file).expect("a socket");
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            thread::spawn(move || serve(stream));
        }
    });
    let here = OsString::from(format!("http://127.0.0.1:{PORT}"));
    let nowhere = || OsString::from("localhost,127.0.0.1");
    vec![
        (OUTLET, file.into_os_string()),
        ("HTTPS_PROXY", here.clone()),
        ("https_proxy", here),
        ("NO_PROXY", nowhere()),
        ("no_proxy", nowhere()),
    ]
}

/// The half inside, on every address there. The one by which builds reach it; none where the engine is somebody else's.
pub fn inside() -> Option<String> {
    let file = PathBuf::from(env::var_os(OUTLET)?);
    let listener = TcpListener::bind(("0.0.0.0", PORT)).expect("a free port");
    thread::spawn(move || {
        for inner in listener.incoming().map_while(Result::ok) {
            if let Ok(outer) = UnixStream::connect(&file) {
                let (Ok(back), Ok(forth)) = (inner.try_clone(), outer.try_clone()) else { continue };
                thread::spawn(move || pump(inner, outer, |stream| drop(stream.shutdown(Shutdown::Write))));
                thread::spawn(move || pump(forth, back, |stream| drop(stream.shutdown(Shutdown::Write))));
            }
        }
    });
    // Docker's own bridge, in a network where there is no other.
    Some(format!("http://172.17.0.1:{PORT}"))
}

fn serve(mut asker: UnixStream) {
    match asked(&asker).and_then(|target| connected(&target)) {
        Ok(server) => {
            if asker.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").is_err() {
                return;
            }
            let (Ok(back), Ok(forth)) = (server.try_clone(), asker.try_clone()) else { return };
            thread::spawn(move || pump(back, asker, |stream| drop(stream.shutdown(Shutdown::Write))));
            pump(forth, server, |stream| drop(stream.shutdown(Shutdown::Write)));
        }
        Err(reason) => {
            let reason = reason.to_string().replace(['\r', '\n'], " ");
            let _ = write!(asker, "HTTP/1.1 502 {reason}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    }
}

/// Where a connection is asked to lead.
fn asked(asker: &UnixStream) -> io::Result<String> {
    let mut lines = BufReader::with_capacity(1, asker.take(LONGEST)).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let target = first.strip_prefix("CONNECT ").and_then(|rest| rest.split(' ').next());
    match target {
        Some(target) if target.ends_with(":443") => Ok(target.to_owned()),
        _ => Err(io::Error::other("only HTTPS goes out here")),
    }
}

fn connected(target: &str) -> io::Result<TcpStream> {
    let mut last = io::Error::other(format!("{target} has no address"));
    for address in target.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn pump<W: Write>(mut from: impl Read, mut to: W, close: impl FnOnce(&W)) {
    let _ = io::copy(&mut from, &mut to);
    close(&to);
}
