//! One browser that is driven: where it goes, what is typed, and what it says.

use std::path::Path;

use serde_json::{Value, json};

use super::browser::Browser;
use super::driver::Driver;
use super::programs;

/// How the protocol names an element in its JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

pub struct Session<'a> {
    driver: &'a Driver,
    path: String,
}

#[derive(Clone)]
pub struct Element(String);

impl Driver {
    /// A browser of its own, 1440 pixels wide.
    pub fn session(&self, downloads: &Path) -> Session<'_> {
        self.begin(&programs::capabilities(self.browser, downloads))
    }

    /// One that can be asked while its page still loads.
    pub fn hasty_session(&self, downloads: &Path) -> Session<'_> {
        let mut capabilities = programs::capabilities(self.browser, downloads);
        capabilities["pageLoadStrategy"] = json!("none");
        self.begin(&capabilities)
    }

    /// One that asks a proxy at this address for everything, even what is on this machine.
    pub fn session_through(&self, proxy: &str, downloads: &Path) -> Session<'_> {
        let mut capabilities = programs::capabilities(self.browser, downloads);
        programs::through(self.browser, proxy, &mut capabilities);
        self.begin(&capabilities)
    }

    fn begin(&self, capabilities: &Value) -> Session<'_> {
        let made =
            self.ask("POST", "/session", Some(&json!({ "capabilities": { "alwaysMatch": capabilities } })));
        let made = made.unwrap_or_else(|error| panic!("no browser: {error}"));
        let id = made["sessionId"].as_str().expect("a session has an id");
        let session = Session { driver: self, path: format!("/session/{id}") };
        if self.browser != Browser::Chromium {
            session.post("/window/rect", &json!({ "width": 1440, "height": 1000 }));
        }
        session
    }
}

impl Session<'_> {
    pub fn browser(&self) -> Browser {
        self.driver.browser
    }

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

    /// The body of a function; its arguments are `arguments[0]` and so on. A promise is waited for.
    #[track_caller]
    pub fn script(&self, body: &str, arguments: &Value) -> Value {
        self.post("/execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// What the console was told since the last time. Chromium's driver keeps it.
    pub fn console(&self) -> Vec<Value> {
        self.post("/se/log", &json!({ "type": "browser" })).as_array().cloned().unwrap_or_default()
    }

    /// A command of Chromium's own protocol.
    #[track_caller]
    pub fn cdp(&self, command: &str, parameters: &Value) -> Value {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
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
