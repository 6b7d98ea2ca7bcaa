//! A thin client of the `WebDriver` protocol: just what these tests say.

use std::env;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::{Value, json};

/// How the protocol names an element in its JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

pub struct Driver {
    process: Child,
    address: String,
    browser: Option<String>,
}

pub struct Session<'a> {
    driver: &'a Driver,
    path: String,
}

#[derive(Clone)]
pub struct Element(String);

impl Driver {
    pub fn start() -> Result<Self, String> {
        let program = env::var("BERTH_JUDGE_CHROMEDRIVER")
            .map_err(|_| "chromedriver is missing: BERTH_JUDGE_CHROMEDRIVER names none".to_owned())?;
        let port = free_port();
        let mut process = Command::new(&program)
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{program}: {error}"))?;
        let mut lines = BufReader::new(process.stdout.take().expect("piped")).lines();
        let started =
            lines.by_ref().map_while(Result::ok).any(|line| line.contains("was started successfully"));
        // It goes on talking, and must not be held up by a full pipe.
        thread::spawn(move || lines.for_each(drop));
        let browser = env::var("BERTH_JUDGE_CHROMIUM").ok();
        let driver = Self { process, address: format!("http://127.0.0.1:{port}"), browser };
        if started { Ok(driver) } else { Err(format!("{program} did not start")) }
    }

    /// A browser with nothing in it, that saves downloads into a folder.
    pub fn session(&self, downloads: &Path) -> Session<'_> {
        let mut options = json!({
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-first-run", "--no-default-browser-check", "--window-size=1440,1000",
            ],
            "prefs": { "download.default_directory": downloads, "download.prompt_for_download": false },
        });
        if let Some(browser) = &self.browser {
            options["binary"] = json!(browser);
        }
        let capabilities = json!({ "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let made =
            self.ask("POST", "/session", Some(&json!({ "capabilities": { "alwaysMatch": capabilities } })));
        let made = made.unwrap_or_else(|error| panic!("no browser: {error}"));
        let id = made["sessionId"].as_str().expect("a session has an id");
        Session { driver: self, path: format!("/session/{id}") }
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let url = format!("{}{path}", self.address);
        let answer = match (method, body) {
            ("GET", _) => agent.get(url).call(),
            ("DELETE", _) => agent.delete(url).call(),
            (_, body) => agent.post(url).send_json(body.unwrap_or(&json!({}))),
        };
        let mut answer = answer.map_err(|error| error.to_string())?;
        let said: Value = answer.body_mut().read_json().map_err(|error| error.to_string())?;
        let value = &said["value"];
        if value["error"].is_string() {
            Err(format!("{path}: {}", value["message"]))
        } else {
            Ok(value.clone())
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

impl Session<'_> {
    pub fn go(&self, url: &str) {
        self.post("/url", &json!({ "url": url }));
    }

    pub fn url(&self) -> String {
        self.get("/url").as_str().unwrap_or_default().to_owned()
    }

    pub fn back(&self) {
        self.post("/back", &json!({}));
    }

    pub fn forward(&self) {
        self.post("/forward", &json!({}));
    }

    pub fn reload(&self) {
        self.post("/refresh", &json!({}));
    }

    /// Every element that a selector finds now.
    pub fn find(&self, css: &str) -> Vec<Element> {
        let found = self.post("/elements", &json!({ "using": "css selector", "value": css }));
        let ids = found.as_array().into_iter().flatten().filter_map(|element| element[ELEMENT].as_str());
        ids.map(|id| Element(id.to_owned())).collect()
    }

    pub fn try_click(&self, element: &Element) -> Result<(), String> {
        self.driver
            .ask("POST", &format!("{}/element/{}/click", self.path, element.0), Some(&json!({})))
            .map(drop)
    }

    pub fn keys(&self, element: &Element, text: &str) {
        self.post(&format!("/element/{}/value", element.0), &json!({ "text": text }));
    }

    pub fn displayed(&self, element: &Element) -> bool {
        self.get(&format!("/element/{}/displayed", element.0)).as_bool().unwrap_or(false)
    }

    /// The body of a function; its arguments are `arguments[0]` and so on.
    pub fn script(&self, body: &str, arguments: &Value) -> Value {
        self.post("/execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// A command of Chromium's own protocol.
    pub fn command(&self, name: &str, parameters: &Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": name, "params": parameters }))
    }

    /// As it is printed, or as it is seen.
    pub fn on_paper(&self, on: bool) {
        let media = if on { "print" } else { "" };
        let set = json!({ "cmd": "Emulation.setEmulatedMedia", "params": { "media": media } });
        self.post("/goog/cdp/execute", &set);
    }

    /// What the console was told since the last time.
    pub fn console(&self) -> Vec<Value> {
        self.post("/se/log", &json!({ "type": "browser" })).as_array().cloned().unwrap_or_default()
    }

    fn get(&self, path: &str) -> Value {
        self.driver
            .ask("GET", &format!("{}{path}", self.path), None)
            .unwrap_or_else(|error| panic!("{error}"))
    }

    #[track_caller]
    fn post(&self, path: &str, body: &Value) -> Value {
        let answer = self.driver.ask("POST", &format!("{}{path}", self.path), Some(body));
        answer.unwrap_or_else(|error| panic!("{error}"))
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        let _ = self.driver.ask("DELETE", &self.path, None);
    }
}
