//! The programs of each browser: where they are, how they are started, and what a session asks of them.

use std::env;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::browser::{Browser, Process};

type Started = Result<(Vec<Process>, u16), String>;

pub fn chromium() -> Started {
    let port = free_port();
    let mut command = Command::new(program("chromedriver")?);
    start_driver(vec![], command.arg(format!("--port={port}")), port)
}

pub fn firefox() -> Started {
    let port = free_port();
    program("firefox")?;
    let mut command = Command::new(program("geckodriver")?);
    command.arg(format!("--port={port}")).arg(format!("--websocket-port={}", free_port()));
    start_driver(vec![], &mut command, port)
}

/// It draws on a screen only, so it gets one that nobody sees.
pub fn webkit() -> Started {
    let driver = program("webkitdriver")?;
    let mut command = Command::new(program("xvfb")?);
    command.args(["-displayfd", "1", "-screen", "0", "1440x1000x24", "-nolisten", "tcp"]);
    let mut screen = spawn(&mut command)?;
    let out = screen.0.stdout.take().expect("piped");
    let number = BufReader::new(out).lines().next().and_then(Result::ok).ok_or("Xvfb has no screen")?;
    let port = free_port();
    let mut command = Command::new(driver);
    command.arg(format!("--port={port}")).env("DISPLAY", format!(":{number}"));
    start_driver(vec![screen], &mut command, port)
}

fn start_driver(mut before: Vec<Process>, command: &mut Command, port: u16) -> Started {
    let mut process = spawn(command)?;
    // It goes on talking, and must not be held up by a full pipe.
    let lines = BufReader::new(process.0.stdout.take().expect("piped")).split(b'\n');
    thread::spawn(move || lines.for_each(drop));
    let started = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let ended = process.0.try_wait().is_ok_and(|status| status.is_some());
        if ended || started.elapsed() > Duration::from_secs(60) {
            return Err(format!("{} did not start", command.get_program().to_string_lossy()));
        }
        thread::sleep(Duration::from_millis(20));
    }
    before.push(process);
    Ok((before, port))
}

fn spawn(command: &mut Command) -> Result<Process, String> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let child = command.spawn();
    child.map(Process).map_err(|error| format!("{}: {error}", command.get_program().to_string_lossy()))
}

/// `cargo xtask` says where each program is.
fn program(name: &str) -> Result<String, String> {
    let variable = format!("BERTH_JUDGE_{}", name.to_uppercase());
    env::var(&variable).map_err(|_| format!("{name} is missing: {variable} names none"))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// A browser with nothing in it, that saves downloads into a folder. WebKit asks for none: it saves where it likes.
pub fn capabilities(browser: Browser, downloads: &Path) -> Value {
    match browser {
        Browser::Chromium => {
            let mut options = json!({
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--no-first-run", "--no-default-browser-check", "--window-size=1440,1000",
                ],
                // Without safe browsing a file that could be run is not saved. It asks nobody: there is no network.
                "prefs": {
                    "download.default_directory": downloads,
                    "download.prompt_for_download": false,
                    "safebrowsing.enabled": true,
                },
            });
            if let Ok(binary) = program("chromium") {
                options["binary"] = json!(binary);
            }
            json!({ "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } })
        }
        Browser::Firefox => json!({ "moz:firefoxOptions": {
            "binary": program("firefox").expect("it was there when the driver was started"),
            "args": ["-headless"],
            "prefs": {
                "browser.download.dir": downloads,
                "browser.download.folderList": 2,
                "browser.download.useDownloadDir": true,
                "browser.download.always_ask_before_handling_new_types": false,
                "browser.helperApps.neverAsk.saveToDisk": "application/zip,text/plain",
            },
        } }),
        Browser::WebKit => json!({}),
    }
}

/// Everything goes by way of this proxy. Each browser has its own word for "what is on this machine, too".
pub fn through(browser: Browser, proxy: &str, capabilities: &mut Value) {
    let (host, port) = proxy.split_once(':').expect("an address with its port");
    let port: u16 = port.parse().expect("a port");
    match browser {
        Browser::Chromium => {
            let arguments = capabilities["goog:chromeOptions"]["args"].as_array_mut().expect("a list");
            arguments.push(json!(format!("--proxy-server=http://{proxy}")));
            arguments.push(json!("--proxy-bypass-list=<-loopback>"));
        }
        Browser::Firefox => {
            let preferences = &mut capabilities["moz:firefoxOptions"]["prefs"];
            preferences["network.proxy.type"] = json!(1);
            preferences["network.proxy.allow_hijacking_localhost"] = json!(true);
            for kind in ["http", "ssl"] {
                preferences[format!("network.proxy.{kind}")] = json!(host);
                preferences[format!("network.proxy.{kind}_port")] = json!(port);
            }
        }
        Browser::WebKit => {
            capabilities["proxy"] = json!({ "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy });
        }
    }
}
