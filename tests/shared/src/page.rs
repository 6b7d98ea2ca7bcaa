//! The page as a person sees it: fields, steps, files.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::site::Site;
use crate::webdriver::{Browser, Driver, Element, Session};

/// Far more than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Keys without a letter, as the protocol writes them.
const END: char = '\u{e010}';
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

/// What a script answers with, where that is a list of texts.
pub fn texts(value: &Value) -> Vec<String> {
    let list = value.as_array().unwrap_or_else(|| panic!("expected a list, found {value}"));
    list.iter().map(|text| text.as_str().expect("a text").to_owned()).collect()
}

impl<'a> Page<'a> {
    /// Below `/berth/`, as on GitHub Pages.
    pub fn open(driver: &'a Driver) -> Self {
        let downloads = tempfile::tempdir().expect("a temporary folder");
        Self { browser: driver.session(downloads.path()), site: Site::serve("/berth/"), downloads }.loaded()
    }

    /// The same, where nothing stays unseen: the host is the browser's proxy for every other host as well, and a script that
    /// runs before the page's own keeps in `window.heard` what they say, copy, ask for and are refused.
    pub fn open_watched(driver: &'a Driver) -> Self {
        let downloads = tempfile::tempdir().expect("a temporary folder");
        let site = Site::serve_with("/berth/", include_str!("watch.js"));
        Self { browser: driver.session_through(site.address(), downloads.path()), site, downloads }.loaded()
    }

    fn loaded(self) -> Self {
        let page = self;
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

    /// What can be chosen under a name, as the page offers it.
    pub fn choices(&self, name: &str) -> Vec<String> {
        self.step("profile");
        self.one(&format!("input[name={name}]"));
        let all = "return [...document.getElementsByName(arguments[0])].map(input => input.value)";
        texts(&self.js(all, &json!([name])))
    }

    /// Every add-on that goes with those before it.
    pub fn choose_every_addon(&self) {
        for addon in self.choices("addons") {
            self.choose("addons", &addon);
            if !self.browser.find("#download[aria-disabled]").is_empty() {
                self.choose("addons", &addon);
            }
        }
        assert!(self.browser.find("#download[aria-disabled]").is_empty(), "some add-ons don't go together");
    }

    #[track_caller]
    pub fn wait_until_mounted(&self) {
        self.one(".app:not(#boot) #download");
        // On a narrow screen they are out of sight. The first file's come block by block.
        let rows = ".preview:not([inert]) #preview-code:not([aria-busy]) .code__text > *";
        eventually("the files", || (!self.browser.find(rows).is_empty()).then_some(()));
    }

    /// The service worker has all files, which is the last thing that the page asks for.
    #[track_caller]
    pub fn wait_until_kept(&self) {
        let state = "if (!navigator.serviceWorker) return 'activated';
            return navigator.serviceWorker.getRegistration().then(found => found?.active?.state ?? '')";
        eventually("the service worker", || (self.js(state, &json!([])) == "activated").then_some(()));
    }

    /// The element, once it is there and can be seen.
    #[track_caller]
    pub fn one(&self, css: &str) -> Element {
        eventually(css, || self.browser.find(css).into_iter().find(|element| self.browser.displayed(element)))
    }

    #[track_caller]
    pub fn click(&self, css: &str) {
        let started = Instant::now();
        // As a person would: away from what lies over the edge, and within what scrolls by itself.
        let near = || {
            let near = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
            self.js(near, &json!([css]));
        };
        // WebKit's driver scrolls the page only, and takes a click on whatever lies there for a good one.
        if self.browser.browser() == Browser::WebKit {
            self.one(css);
            near();
        }
        while let Err(why) = self.browser.try_click(&self.one(css)) {
            near();
            assert!(started.elapsed() < PATIENCE, "{css} can't be clicked: {why}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// The button of this name beside a field.
    #[track_caller]
    pub fn press(&self, key: &str, name: &str) {
        let mark = "const about = document.getElementById(arguments[0]).closest('.field');
            const button = [...about.querySelectorAll('button')].find(one => one.textContent.trim() === arguments[1]);
            document.querySelectorAll('[data-found]').forEach(one => one.removeAttribute('data-found'));
            button?.setAttribute('data-found', '');
            return Boolean(button);";
        let arguments = json!([format!("field-{key}"), name]);
        eventually(name, || (self.js(mark, &arguments) == true).then_some(()));
        self.click("[data-found]");
    }

    /// The ids of the steps, in their order.
    pub fn steps(&self) -> Vec<String> {
        let all =
            "return [...new Set([...document.querySelectorAll('[data-step]')].map(e => e.dataset.step))]";
        let steps = texts(&self.js(all, &json!([])));
        assert!(steps.len() > 5, "{steps:?}");
        steps
    }

    #[track_caller]
    pub fn step(&self, name: &str) {
        let current = format!("[data-step='{name}'][aria-current]");
        let moves = self.browser.find(&current).is_empty();
        self.click(&format!("[data-step='{name}']"));
        eventually(name, || self.browser.url().ends_with(&format!("#{name}")).then_some(()));
        self.one(&current);
        // The focus goes along, once the step is drawn; what is typed before that goes elsewhere.
        let focused = "return Boolean(document.activeElement.closest('main'))";
        if moves {
            eventually("the focus in the step", || (self.js(focused, &json!([])) == true).then_some(()));
        }
    }

    /// A step with everything in it unfolded, once it is drawn.
    #[track_caller]
    pub fn unfolded_step(&self, name: &str) {
        self.step(name);
        self.unfold();
    }

    pub fn unfold(&self) {
        self.js("document.querySelectorAll('main details').forEach(one => one.open = true)", &json!([]));
        self.settle();
    }

    /// Until what was done is drawn, and nothing moves any more.
    pub fn settle(&self) {
        let settle = "const frame = () => new Promise(requestAnimationFrame);
            await frame(); await frame();
            const ends = () => document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < 400);
            await Promise.allSettled(ends().map(one => one.finished));
            await frame();";
        self.js_that_waits(settle, &json!([]));
    }

    #[track_caller]
    pub fn fill(&self, key: &str, text: &str) {
        let input = self.one(&format!("#field-{key}"));
        // As a person empties it. WebKit's driver takes no other key together with Control.
        let typed = self.value(key).chars().count();
        self.browser.keys(&input, &format!("{END}{}{text}", BACKSPACE.to_string().repeat(typed)));
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

    /// Every address that a watched page asked for so far, as its browser counts them.
    pub fn fetched(&self) -> Vec<String> {
        texts(&self.js("return window.fetched", &json!([])))
    }

    /// From now on, what the page copies is kept where `copied` finds it.
    pub fn keep_copies(&self) {
        let keep = "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: \
                    { writeText: text => { window.copied = text; return Promise.resolve() } } })";
        self.js(keep, &json!([]));
    }

    pub fn copied(&self) -> String {
        self.js("return window.copied ?? ''", &json!([])).as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn js(&self, body: &str, arguments: &Value) -> Value {
        self.browser.script(body, arguments)
    }

    /// The same, where `await` stands in the body.
    #[track_caller]
    pub fn js_that_waits(&self, body: &str, arguments: &Value) -> Value {
        self.js(&format!("return (async function() {{ {body} }})(...arguments)"), arguments)
    }

    /// A file of the preview, as it is shown.
    #[track_caller]
    pub fn preview(&self, path: &str) -> String {
        // The tree follows what was shown before, and may scroll under a click of WebKit's driver.
        let shown = format!("[data-file='{path}'][aria-current]");
        eventually(&shown, || {
            self.click(&format!("[data-file='{path}']"));
            let looks = (0..20).any(|_| {
                thread::sleep(Duration::from_millis(10));
                !self.browser.find(&shown).is_empty()
            });
            looks.then_some(())
        });
        self.next_frame();
        self.text("#preview-code")
    }

    /// Each file, as fast as it is shown.
    #[track_caller]
    pub fn preview_every_file(&self) {
        let every = "const frame = () => new Promise(requestAnimationFrame);
            const missed = [];
            for (const path of arguments[0]) {
                const file = () => document.querySelector(`[data-file='${path}']`);
                // What was typed before may still bring another file into view.
                const shown = () => file()?.matches('[aria-current]') && document.querySelector('#preview-code');
                for (let tries = 0; tries === 0 || tries < 3 && !shown(); tries += 1) {
                    file().click();
                    for (let at = 0; at < 100 && !shown(); at += 1) await frame();
                    await frame();
                }
                if (!shown()) missed.push(path);
            }
            return missed;";
        let missed = self.js_that_waits(every, &json!([self.files()]));
        assert_eq!(texts(&missed), [""; 0], "files that the preview does not show");
    }

    /// The address and the rail both name that step.
    pub fn is_at(&self, step: &str) {
        eventually(step, || self.browser.url().ends_with(&format!("#{step}")).then_some(()));
        self.one(&format!("[data-step='{step}'][aria-current]"));
    }

    /// The file's rows come with a frame.
    fn next_frame(&self) {
        self.js(
            "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))",
            &json!([]),
        );
    }

    /// The paths of the preview's files.
    pub fn files(&self) -> Vec<String> {
        let all = "return [...document.querySelectorAll('[data-file]')].map(e => e.dataset.file)";
        let files = texts(&self.js(all, &json!([])));
        assert!(files.len() > 5, "{files:?}");
        files
    }

    /// The zip, once it is saved whole: Chromium and Firefox give it its name then, or fill it.
    #[track_caller]
    pub fn saved_zip(&self) -> Vec<u8> {
        self.saved("tamma")
    }

    /// Takes another stack's out of the folder, so that the next one has its name again.
    pub fn taken_zip(&self, stack: &str) -> Vec<u8> {
        let zip = self.saved(stack);
        fs::remove_file(self.downloads.path().join(format!("{stack}.zip"))).expect("it is there");
        zip
    }

    fn saved(&self, stack: &str) -> Vec<u8> {
        let whole = |bytes: &Vec<u8>| zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok();
        let path = self.downloads.path().join(format!("{stack}.zip"));
        eventually("the download", || fs::read(&path).ok().filter(whole))
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
