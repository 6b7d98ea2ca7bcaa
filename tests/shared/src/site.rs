//! A static host: the built page below a path of its own, and a list of what was asked for. As a browser's proxy it sees
//! what that asks of any other host as well, and answers none of it.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a static host compresses by itself.
const TEXT: [&str; 9] = ["html", "js", "mjs", "css", "wasm", "svg", "json", "webmanifest", "txt"];

/// A page without anything in it, not even a policy.
const EMPTY: &str = "/empty.html";

/// With what a client begins to speak TLS.
const TLS_HANDSHAKE: u8 = 0x16;

pub struct Site {
    pub url: String,
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    down: Arc<AtomicBool>,
}

/// Where the built page lies.
pub fn built() -> PathBuf {
    std::env::var_os("BERTH_PAGE").map(PathBuf::from).expect("BERTH_PAGE names the built page")
}

struct Host {
    page: PathBuf,
    mount: &'static str,
    address: String,
    /// A script that runs in the page before all of its own.
    first_script: &'static str,
    /// The compressed files, where this host compresses.
    gzipped: HashMap<String, Vec<u8>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// `mount` begins and ends with a slash.
    pub fn serve(mount: &'static str) -> Self {
        Self::serve_folder(built(), mount)
    }
    pub fn serve_folder(page: PathBuf, mount: &'static str) -> Self {
        Self::start(page, mount, HashMap::new(), "")
    }

    /// The built page, with a script that runs before all of its own.
    pub fn serve_with(mount: &'static str, first_script: &'static str) -> Self {
        Self::start(built(), mount, HashMap::new(), first_script)
    }

    /// As a static host on the internet serves it: compressed, and to be kept by the browser for some minutes.
    pub fn serve_gzipped(page: PathBuf, mount: &'static str) -> Self {
        let mut gzipped = HashMap::new();
        gzip_below(&page, &page, &mut gzipped);
        Self::start(page, mount, gzipped, "")
    }

    fn start(
        page: PathBuf,
        mount: &'static str,
        gzipped: HashMap<String, Vec<u8>>,
        first_script: &'static str,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let url = format!("http://{address}{mount}");
        let (asked, down) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let host =
            Host { page, mount, address: address.clone(), first_script, gzipped, asked: Arc::clone(&asked) };
        let host = Arc::new(host);
        let is_down = Arc::clone(&down);
        thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                if is_down.load(Ordering::SeqCst) {
                    continue;
                }
                let host = Arc::clone(&host);
                // A browser may open a connection and leave it at that.
                thread::spawn(move || host.answer(&stream));
            }
        });
        Self { url, address, asked, down }
    }
    pub fn empty(&self) -> String {
        format!("http://{}{EMPTY}", self.address)
    }

    /// Where it listens: for a browser that takes it for its proxy.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// From now on no connection is answered.
    pub fn stop(&self) {
        self.down.store(true, Ordering::SeqCst);
    }

    /// The paths asked for so far, each with its status and what came after `?`. Of another host: its whole address, or
    /// that it was asked for by `TLS`.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no test panics while it holds this").clone()
    }
}

fn extension(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

fn gzip_below(page: &Path, folder: &Path, gzipped: &mut HashMap<String, Vec<u8>>) {
    for path in fs::read_dir(folder).expect("the built page").flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            gzip_below(page, &path, gzipped);
        } else if TEXT.contains(&extension(&path.to_string_lossy())) {
            let out = Command::new("gzip").args(["-9", "-n", "-c"]).arg(&path).output().expect("gzip");
            let name = path.strip_prefix(page).expect("below it").to_string_lossy().into_owned();
            gzipped.insert(name, out.stdout);
        }
    }
}

impl Host {
    fn answer(&self, mut stream: &TcpStream) -> io::Result<()> {
        // WebKit speaks TLS to its proxy about what it asks for by TLS.
        let mut first = [0];
        if stream.peek(&mut first)? == 1 && first[0] == TLS_HANDSHAKE {
            self.asked.lock().expect("no test panics while it holds this").push("TLS".to_owned());
            return Ok(());
        }
        let mut lines = BufReader::new(stream).lines();
        let Some(first) = lines.next().transpose()? else { return Ok(()) };
        while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}

        let asked = first.split(' ').nth(1).unwrap_or_default();
        // A proxy is asked for the whole address.
        let own = format!("http://{}/", self.address);
        let asked = asked.strip_prefix(&own).map_or(asked, |_| &asked[own.len() - 1..]);
        let path = asked.split(['?', '#']).next().unwrap_or_default();
        let inside =
            path.strip_prefix(self.mount).map(|rest| if rest.is_empty() { "index.html" } else { rest });
        let inside = inside.filter(|rest| !rest.contains(".."));
        if path == EMPTY {
            return stream.write_all(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            );
        }
        let zipped = inside.and_then(|rest| self.gzipped.get(rest));
        let body = zipped.cloned().or_else(|| fs::read(self.page.join(inside?)).ok());
        let body = body.map(|body| if inside == Some("index.html") { self.with_script(body) } else { body });
        let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
        self.asked
            .lock()
            .expect("no test panics while it holds this")
            .push(format!("{} {asked}", &status[..3]));

        let (body, kind) = (body.unwrap_or_default(), media_type(extension(inside.unwrap_or_default())));
        let encoding = if zipped.is_some() { "Content-Encoding: gzip\r\n" } else { "" };
        let kept = if self.gzipped.is_empty() { "" } else { "Cache-Control: max-age=600\r\n" };
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{encoding}{kept}"
        );
        stream.write_all(format!("{head}Connection: close\r\n\r\n").as_bytes())?;
        stream.write_all(&body)
    }
}

impl Host {
    /// Before the page's policy, which would forbid it.
    fn with_script(&self, page: Vec<u8>) -> Vec<u8> {
        if self.first_script.is_empty() {
            return page;
        }
        let page = String::from_utf8(page).expect("the page is text");
        let (before, after) = page.split_once("<meta").expect("the page says what it is");
        format!("{before}<script>{}</script><meta{after}", self.first_script).into_bytes()
    }
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
