//! A static host: the built page below a path of its own, and a list of what was asked for.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

pub struct Site {
    pub url: String,
    asked: Arc<Mutex<Vec<String>>>,
    down: Arc<AtomicBool>,
}

/// Where the built page lies.
pub fn built() -> PathBuf {
    std::env::var_os("BERTH_PAGE").map(PathBuf::from).expect("BERTH_PAGE names the built page")
}

impl Site {
    /// `mount` begins and ends with a slash.
    pub fn serve(mount: &'static str) -> Self {
        Self::serve_folder(built(), mount)
    }

    pub fn serve_folder(page: PathBuf, mount: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}{mount}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&asked);
        let down = Arc::new(AtomicBool::new(false));
        let is_down = Arc::clone(&down);
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                if is_down.load(Ordering::SeqCst) {
                    continue;
                }
                let (page, list) = (page.clone(), Arc::clone(&list));
                // A browser may open a connection and leave it at that.
                thread::spawn(move || answer(&stream, &page, mount, &list));
            }
        });
        Self { url, asked, down }
    }

    /// From now on no connection is answered.
    pub fn stop(&self) {
        self.down.store(true, Ordering::SeqCst);
    }

    /// The paths asked for so far, each with its status.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no test panics while it holds this").clone()
    }
}

fn answer(mut stream: &TcpStream, page: &Path, mount: &str, list: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(()) };
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}

    let path = first.split(' ').nth(1).unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
    let inside = path.strip_prefix(mount).map(|rest| if rest.is_empty() { "index.html" } else { rest });
    let body = inside.filter(|rest| !rest.contains("..")).and_then(|rest| fs::read(page.join(rest)).ok());
    let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
    list.lock().expect("no test panics while it holds this").push(format!("{} {path}", &status[..3]));
    let body = body.unwrap_or_default();
    let kind = match inside.unwrap_or_default().rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n", body.len());
    stream.write_all(format!("{head}Connection: close\r\n\r\n").as_bytes())?;
    stream.write_all(&body)
}
