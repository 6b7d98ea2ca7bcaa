//! A browser's driver: started, asked, and ended.

use std::time::Duration;

use serde_json::{Value, json};

use super::browser::{Browser, Process};
use super::programs;

/// A browser that answers nothing for so long has stopped.
const PATIENCE: Duration = Duration::from_secs(120);

/// A driver that runs, and whatever else runs for it. Chromium's serves many sessions, the others' one.
pub struct Driver {
    pub browser: Browser,
    processes: Vec<Process>,
    agent: ureq::Agent,
    address: String,
}

impl Driver {
    /// The driver of a browser; an error says what is missing.
    pub fn start(browser: Browser) -> Result<Self, String> {
        // Between choosing a free port and listening there, somebody else can take it.
        (0..3)
            .map(|_| Self::try_start(browser))
            .find(Result::is_ok)
            .unwrap_or_else(|| Self::try_start(browser))
    }

    fn try_start(browser: Browser) -> Result<Self, String> {
        let (processes, port) = match browser {
            Browser::Chromium => programs::chromium()?,
            Browser::Firefox => programs::firefox()?,
            Browser::WebKit => programs::webkit()?,
        };
        let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
        let address = format!("http://127.0.0.1:{port}");
        let driver = Self { browser, processes, agent: config.build().into(), address };
        driver.ask("GET", "/status", None)?;
        Ok(driver)
    }

    pub(super) fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        let url = format!("{}{path}", self.address);
        let answer = match (method, body) {
            ("GET", _) => self.agent.get(url).call(),
            ("DELETE", _) => self.agent.delete(url).call(),
            (_, body) => self.agent.post(url).send_json(body.unwrap_or(&json!({}))),
        };
        let mut answer = answer.map_err(|error| format!("{path}: {error}"))?;
        // A picture of a page is larger than what is read unasked.
        let read = answer.body_mut().with_config().limit(100_000_000).read_json();
        let said: Value = read.map_err(|error| format!("{path}: {error}"))?;
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
        // The driver before the screen that it draws on.
        while self.processes.pop().is_some() {}
    }
}
