//! Slow 4G between a browser and a site. Chromium can slow a page's own requests, but neither those of its worker nor those of
//! its service worker; here all that is on its way shares one line.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use berth_testing::site::Site;

/// As Lighthouse and Chromium have it: from a request to its answer, and bytes a second.
const LATENCY: Duration = Duration::from_millis(150);
const DOWN: u32 = 200_000;
const UP: u32 = 93_750;
const PACKET: usize = 1_460;

pub struct SlowLine {
    pub url: String,
}

/// When the last packet that was taken on has arrived.
struct Line {
    bytes_per_second: u32,
    free_at: Mutex<Instant>,
}

impl SlowLine {
    pub fn to(site: &Site) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let url = site.url.replace(site.address(), &address);
        let site = site.address().to_owned();
        thread::spawn(move || {
            let line = |bytes_per_second| Line { bytes_per_second, free_at: Mutex::new(Instant::now()) };
            let (up, down) = (line(UP), line(DOWN));
            thread::scope(|scope| {
                for stream in listener.incoming().filter_map(Result::ok) {
                    let (site, up, down) = (&site, &up, &down);
                    // A browser that is ended takes no more.
                    scope.spawn(move || pass(&stream, site, up, down).ok());
                }
            });
        });
        Self { url }
    }
}

fn pass(mut browser: &TcpStream, site: &str, up: &Line, down: &Line) -> io::Result<()> {
    let mut request = Vec::new();
    let mut lines = BufReader::new(browser);
    while !request.ends_with(b"\r\n\r\n") {
        if lines.read_until(b'\n', &mut request)? == 0 {
            return Ok(());
        }
    }
    up.carry(request.len());
    let answered = Instant::now() + LATENCY;
    let mut site = TcpStream::connect(site)?;
    site.write_all(&request)?;
    let mut answer = Vec::new();
    site.read_to_end(&mut answer)?;
    thread::sleep(answered.saturating_duration_since(Instant::now()));
    for packet in answer.chunks(PACKET) {
        down.carry(packet.len());
        browser.write_all(packet)?;
    }
    Ok(())
}

impl Line {
    /// Waits until so much has gone through, after whatever others have on their way.
    fn carry(&self, bytes: usize) {
        let bytes = u32::try_from(bytes).expect("a packet");
        let takes = Duration::from_secs(1) * bytes / self.bytes_per_second;
        let arrived = {
            let mut free_at = self.free_at.lock().expect("nobody panics while it holds this");
            *free_at = (*free_at).max(Instant::now()) + takes;
            *free_at
        };
        thread::sleep(arrived.saturating_duration_since(Instant::now()));
    }
}
