//! The page as a person sees it: fields, steps, files.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::{Driver, Element, Session};
use crate::site::Site;

/// Far more than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// Keys without a letter, as the protocol writes them.
const CONTROL: char = '\u{e009}';
const RELEASE: char = '\u{e000}';
const BACKSPACE: char = '\u{e003}';

pub struct Page<'a> {
    pub browser: Session<'a>,
    pub site: Site,
    pub downloads: TempDir,
}

/// Looks again and again until there is something to see.
#[track_caller]
pub fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(started.elapsed() < PATIENCE, "waited for {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

impl<'a> Page<'a> {
    /// Below `/berth/`, as on GitHub Pages.
    pub fn open(driver: &'a Driver) -> Self {
        Self::open_at(driver, "/berth/")
    }

    pub fn open_at(driver: &'a Driver, mount: &'static str) -> Self {
        let downloads = tempfile::tempdir().expect("a temporary folder");
        let page = Self { browser: driver.session(downloads.path()), site: Site::serve(mount), downloads };
        page.browser.go(&page.site.url);
        page.wait_until_mounted();
        page
    }

    /// One of the choices of the step Profile: `profile`, `shape`, `secrets` or `addons`.
    #[track_caller]
    pub fn choose(&self, name: &str, id: &str) {
        self.step("profile");
        self.click(&format!("input[name={name}][value={id}]"));
    }

    #[track_caller]
    pub fn wait_until_mounted(&self) {
        self.one("#download");
    }

    /// The service worker has all files, which is the last thing that the page asks for.
    #[track_caller]
    pub fn wait_until_kept(&self) {
        let state =
            "return navigator.serviceWorker.getRegistration().then(found => found?.active?.state ?? '')";
        eventually("the service worker", || (self.js(state, &json!([])) == "activated").then_some(()));
    }

    /// The element, once it is there and can be seen.
    #[track_caller]
    pub fn one(&self, css: &str) -> Element {
        eventually(css, || self.browser.find(css).into_iter().find(|element| self.browser.displayed(element)))
    }

    #[track_caller]
    pub fn click(&self, css: &str) {
        eventually(css, || self.browser.try_click(&self.one(css)).ok());
    }

    #[track_caller]
    pub fn step(&self, name: &str) {
        self.click(&format!("[data-step='{name}']"));
        eventually(name, || self.browser.url().ends_with(&format!("#{name}")).then_some(()));
    }

    #[track_caller]
    pub fn fill(&self, key: &str, text: &str) {
        let input = self.one(&format!("#field-{key}"));
        // As a person empties it: all of it, then Backspace.
        self.browser.keys(&input, &format!("{CONTROL}a{RELEASE}{BACKSPACE}{text}"));
    }

    pub fn value(&self, key: &str) -> String {
        let css = format!("#field-{key}");
        self.js("return document.querySelector(arguments[0])?.value ?? ''", &json!([css]))
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// The text of everything that a selector finds.
    pub fn text(&self, css: &str) -> String {
        let all = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent).join('\\n')";
        self.js(all, &json!([css])).as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn wait_for_text(&self, css: &str, expected: &str) {
        eventually(&format!("`{expected}` in {css}"), || self.text(css).contains(expected).then_some(()));
    }

    pub fn js(&self, body: &str, arguments: &Value) -> Value {
        self.browser.script(body, arguments)
    }

    /// A file of the preview, as it is shown.
    #[track_caller]
    pub fn preview(&self, path: &str) -> String {
        self.click(&format!("[data-file='{path}']"));
        self.text("#preview-code")
    }

    /// What the console was told that a person would want to know of.
    pub fn complaints(&self) -> Vec<String> {
        let bad = |entry: &Value| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING"));
        self.browser
            .console()
            .iter()
            .filter(|entry| bad(entry))
            .map(|entry| entry["message"].to_string())
            .collect()
    }
}
