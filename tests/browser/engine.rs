//! The program that renders, which the page keeps in a worker: what happens where it fails, hangs, or can't be had, and what it
//! can't do with what it is given.

use std::fs;
use std::path::{Path, PathBuf};

use berth_testing::page::{Page, eventually, texts};
use berth_testing::site::Site;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{Test, load};

pub const TESTS: &[(&str, Test)] = &[
    ("an engine that traps is started anew, and nothing typed is lost", traps),
    ("an engine that hangs is ended and started anew", hangs),
    (
        "an engine that fails while nothing is asked of it is started anew, and nothing is said to be made",
        fails_at_rest,
    ),
    ("G25: the page counts what its engine asks for", counted),
    ("an engine that fails twice is named, and can be tried again", fails),
    ("G27: an engine that can't be loaded is named, the form goes on, and it can be tried again", missing),
    ("an engine of another build is not listened to", other_build),
    ("files that take a while are said to be made, and those from before stand", slow),
];
pub const TESTS_IN_EVERY_BROWSER: &[(&str, Test)] = &[
    ("G25: the engine can reach nothing and keep nothing", sealed),
    ("G25: what the engine is given and gives is overwritten, one request at a time", overwritten),
    ("where no worker can be had, the page renders by itself", without_a_worker),
    ("the page as one file renders from a disk, in a worker or by itself", from_a_disk),
];

/// The built page with another worker.
struct Changed {
    folder: TempDir,
    worker: PathBuf,
    whole: String,
}

impl Changed {
    fn new() -> Self {
        let folder = load::copy();
        // It would keep the worker as it was at first.
        fs::remove_file(folder.path().join("sw.js")).expect("it is removed");
        let worker = engine_file(folder.path(), "worker-", ".js");
        let whole = fs::read_to_string(&worker).expect("the worker's script");
        Self { folder, worker, whole }
    }

    fn write(&self, text: &str) {
        fs::write(&self.worker, text).expect("it is written");
    }

    /// The worker runs this before it replies to a request; `count` says to how many it did, `memory` is the engine's.
    fn before_each_reply(&self, script: &str) {
        let reply = "const bytes = reply(request);";
        let init = "await init(";
        assert!(self.whole.contains(reply) && self.whole.contains(init), "{}", self.whole);
        let changed = self.whole.replace(reply, &format!("{script} count += 1; {reply}"));
        let keep = "const keep = async (given) => { ({ memory } = await init(given)); };";
        self.write(&format!("let count = 0; let memory; {keep} {}", changed.replace(init, "await keep(")));
    }

    fn show(&self, page: &mut Page) {
        page.site = Site::serve_folder(self.folder.path().to_path_buf(), "/");
        page.browser.go(&page.site.url);
        page.one(".app:not(#boot) #download");
    }

    /// The files have come, and the next worker is as it should be.
    fn mend(&self, page: &Page) {
        page.wait_for_text(".preview:not([inert]) #preview-code", "services:");
        self.write(&self.whole);
    }
}

fn engine_file(folder: &Path, begin: &str, end: &str) -> PathBuf {
    let mut files = fs::read_dir(folder).expect("the page").flatten();
    let is_meant = |name: &str| name.starts_with(begin) && name.ends_with(end);
    files.find(|file| is_meant(&file.file_name().to_string_lossy())).expect("it is there").path()
}

/// A port is typed, and the files follow.
#[track_caller]
fn type_a_port(page: &Page, port: &str) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", port);
    page.wait_for_text("#preview-code", &format!("DASHBOARD_PORT={port}"));
}

/// Memory that is overwritten makes it trap in earnest.
const TRAP: &str = "new Uint8Array(memory.buffer).fill(255);";

fn traps(page: &mut Page) {
    let changed = Changed::new();
    changed.before_each_reply(&format!("if (count === 1) {{ {TRAP} }}"));
    changed.show(page);
    changed.mend(page);
    page.step("secrets");
    page.fill("POSTGRES_PASSWORD", "canary-canary-canary-canary-canary");
    page.wait_for_text("#status", "started again");
    type_a_port(page, "3456");
    assert_eq!(page.value("DASHBOARD_PORT"), "3456");
    page.step("secrets");
    assert!(page.value("POSTGRES_PASSWORD").starts_with("canary"));
    page.click("#show-secrets");
    page.wait_for_text("#preview-code", "POSTGRES_PASSWORD=canary-");
    let console = page.browser.console();
    assert!(!console.iter().any(|entry| entry.to_string().contains("canary")), "{console:?}");
}

fn hangs(page: &mut Page) {
    let changed = Changed::new();
    changed.before_each_reply("while (count === 2) {}");
    changed.show(page);
    changed.mend(page);
    page.preview(".env");
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.one(".preview__rendering");
    // The page itself goes on meanwhile.
    page.fill("DASHBOARD_PORT", "80a");
    page.one("[data-mend='DASHBOARD_PORT'], .field:has(#field-DASHBOARD_PORT) .finding, #fix-first");
    page.fill("DASHBOARD_PORT", "3457");
    // It is given ten seconds.
    let ended =
        "while (document.querySelector('.preview__rendering')) await new Promise(requestAnimationFrame)";
    page.js_that_waits(ended, &json!([]));
    page.wait_for_text("#status", "started again");
    page.wait_for_text("#preview-code", "DASHBOARD_PORT=3457");
    assert_eq!(page.value("DASHBOARD_PORT"), "3457");
}

fn fails(page: &mut Page) {
    let changed = Changed::new();
    changed.before_each_reply(TRAP);
    changed.show(page);
    page.wait_for_text(".preview__fault", "stopped twice");
    // The form and its findings need no engine.
    page.step("ports");
    page.fill("DASHBOARD_PORT", "80a");
    page.one("#fix-first");
    page.fill("DASHBOARD_PORT", "3456");
    page.wait_for_text(".preview__fault", "stopped twice");
    page.click("#download");
    page.wait_for_text("#status", "stopped twice");

    changed.write(&changed.whole);
    page.click(".preview__fault button");
    page.wait_for_text(".preview:not([inert]) #preview-code", "services:");
    page.preview(".env");
    page.wait_for_text("#preview-code", "DASHBOARD_PORT=3456");
    assert!(page.browser.find(".preview__fault").is_empty());
}

fn missing(page: &mut Page) {
    let changed = Changed::new();
    let program = engine_file(changed.folder.path(), "berth-engine-", ".wasm");
    let whole = fs::read(&program).expect("the engine");
    for damaged in [None, Some(&whole[..whole.len() / 2])] {
        match damaged {
            None => fs::remove_file(&program).expect("it is removed"),
            Some(part) => fs::write(&program, part).expect("it is written"),
        }
        changed.show(page);
        page.wait_for_text(".preview__fault", "could not be loaded");
        page.step("ports");
        page.fill("DASHBOARD_PORT", "80a");
        page.one("#fix-first");
        let asked = page.site.asked().len();
        page.fill("DASHBOARD_PORT", "3456");
        page.step("secrets");
        assert_eq!(page.site.asked().len(), asked, "a key asks for no engine");

        fs::write(&program, &whole).expect("it is written");
        page.click(".preview__fault button");
        page.wait_for_text(".preview:not([inert]) #preview-code", "services:");
        page.preview(".env");
        page.wait_for_text("#preview-code", "DASHBOARD_PORT=3456");
    }
}

fn fails_at_rest(page: &mut Page) {
    let changed = Changed::new();
    changed.before_each_reply("if (count === 0) setTimeout(() => { throw new Error('at rest'); }, 1000);");
    changed.show(page);
    changed.mend(page);
    let worker = changed.worker.file_name().expect("a name").to_string_lossy().into_owned();
    let starts = |page: &Page| page.site.asked().iter().filter(|asked| asked.contains(&worker)).count();
    eventually("another engine", || (starts(page) > 1).then_some(()));
    // It would be said by now that the files are being made.
    let rests = "let still = 0;
        while (still < 60) {
            await new Promise(requestAnimationFrame);
            still = document.querySelector('.preview__rendering') ? 0 : still + 1;
        }";
    page.js_that_waits(rests, &json!([]));
    type_a_port(page, "3456");
    assert!(page.browser.find(".preview__fault").is_empty());
}

fn counted(page: &mut Page) {
    let changed = Changed::new();
    let sealing = "seal();\n";
    assert!(changed.whole.contains(sealing), "{}", changed.whole);
    changed.write(&changed.whole.replace(sealing, "fetch('asked-by-the-engine').catch(() => {}); seal();\n"));
    changed.show(page);
    page.wait_for_text("#requests", "1 request since load");
    page.click("#requests");
    page.wait_for_text("#panel", "asked-by-the-engine");
}

fn other_build(page: &mut Page) {
    let changed = Changed::new();
    let other = changed.whole.replace("postMessage(build())", "postMessage(\"another\")");
    assert_ne!(other, changed.whole);
    changed.write(&other);
    changed.show(page);
    page.wait_for_text(".preview__fault", "of two builds");
    let asked = page.site.asked();
    let worker = changed.worker.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(
        asked.iter().filter(|asked| asked.contains(&worker)).count() > 1,
        "it is asked for anew: {asked:?}"
    );
}

fn slow(page: &mut Page) {
    let changed = Changed::new();
    changed.before_each_reply(
        "if (count > 0) { const from = performance.now(); while (performance.now() < from + 2000); }",
    );
    changed.show(page);
    page.wait_for_text(".preview:not([inert]) #preview-code", "services:");
    assert!(page.browser.find(".preview__rendering").is_empty());
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.one(".preview__rendering");
    assert!(page.text("#preview-code").contains("services:"), "the file from before");
    page.wait_for_text("#preview-code", "DASHBOARD_PORT=3456");
    eventually("nothing to wait for", || page.browser.find(".preview__rendering").is_empty().then_some(()));
}

/// Each way out of a worker, and what it says when it is tried.
const WAYS_OUT: &str = "const ways = {
    fetch: () => fetch('/reached-fetch'),
    XMLHttpRequest: () => { const asked = new XMLHttpRequest(); asked.open('GET', '/reached-xhr', false); asked.send(); },
    WebSocket: () => new WebSocket('ws://' + location.host + '/reached-socket'),
    EventSource: () => new EventSource('/reached-events'),
    WebTransport: () => new WebTransport('https://' + location.host + '/reached-transport'),
    importScripts: () => importScripts('/reached-import'),
    Worker: () => new Worker('/reached-worker'),
    FontFace: () => new FontFace('reached', 'url(/reached-font)').load(),
    indexedDB: () => indexedDB.open('reached'),
    caches: () => caches.open('reached'),
    BroadcastChannel: () => new BroadcastChannel('reached'),
    storage: () => navigator.storage.getDirectory(),
    prototype: () => Object.getPrototypeOf(Object.getPrototypeOf(globalThis)).fetch.call(globalThis, '/reached-prototype'),
};
const tried = () => Promise.all(Object.entries(ways).map(async ([name, way]) => {
    // What neither fails nor ends has begun.
    try { await Promise.race([way(), new Promise(go => setTimeout(go, 1000))]); return name + ' reached'; }
    catch (error) { return name + ' ' + error.constructor.name; }
}));";

fn sealed(page: &mut Page) {
    let changed = Changed::new();
    // Once before it is sealed, to see that the ways lead out.
    let sealing = "watch();";
    assert!(changed.whole.contains(sealing));
    let open = "globalThis.before = tried();";
    let probe = changed.whole.replace(sealing, &format!("{open} {sealing}"));
    let tell = "load().then(async () => postMessage({ before: await before, after: await tried() }));";
    fs::write(changed.folder.path().join("probe.js"), format!("{probe}\n{WAYS_OUT}\n{tell}"))
        .expect("it is written");
    changed.show(page);
    let listen = "return new Promise((done, failed) => {
        const worker = new Worker('probe.js', { type: 'module' });
        worker.onmessage = ({ data }) => { if (data.after) done(data); };
        worker.onerror = ({ message }) => failed(new Error(message));
    })";
    let said = page.js(listen, &json!([]));
    let (before, after) = (texts(&said["before"]), texts(&said["after"]));
    assert!(before.iter().filter(|way| way.ends_with("reached")).count() > 4, "{before:?}");
    let refused = |way: &&String| way.ends_with("TypeError") || way.ends_with("ReferenceError");
    assert_eq!(after.iter().filter(refused).count(), 13, "{after:?}");
}

fn overwritten(page: &mut Page) {
    let watch = "window.sent = []; window.received = []; window.most = 0;
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (data, transferred) {
            sent.push(data);
            window.most = Math.max(window.most, sent.length - received.length);
            return post.call(this, data, transferred);
        };
        const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
        const known = new WeakSet();
        // Firefox runs this beside the page, where types are others.
        const isBytes = data => Object.prototype.toString.call(data) === '[object Uint8Array]';
        Object.defineProperty(MessageEvent.prototype, 'data', { get() {
            const data = get.call(this);
            if (isBytes(data) && !known.has(data)) { known.add(data); received.push(data); }
            return data;
        } });";
    page.js(watch, &json!([]));
    page.step("secrets");
    page.fill("POSTGRES_PASSWORD", "canary-canary-canary-canary-canary");
    page.click("#show-secrets");
    page.preview(".env");
    page.wait_for_text("#preview-code", "POSTGRES_PASSWORD=canary-");
    page.click("#generate-all");
    page.click("#download");
    page.wait_for_text("#status", "tamma.zip");
    let left = page.js(
        "return { sent: sent.length, received: received.length, most: window.most,
            kept: sent.filter(data => data.byteLength > 0).length,
            read: received.filter(data => data.length > 0 && data.some(byte => byte !== 0)).length,
            empty: received.filter(data => data.length === 0).length }",
        &json!([]),
    );
    let number = |name: &str| left[name].as_u64().unwrap_or(u64::MAX);
    assert!(number("sent") > 3 && number("received") == number("sent"), "{left}");
    assert_eq!((&left["kept"], &left["read"], &left["empty"]), (&json!(0), &json!(0), &json!(0)), "{left}");
    assert_eq!(left["most"], Value::from(1), "{left}");
}

fn without_a_worker(page: &mut Page) {
    let changed = Changed::new();
    let index = changed.folder.path().join("index.html");
    let text = fs::read_to_string(&index).expect("index.html");
    assert!(text.contains("worker-src 'self'"));
    fs::write(&index, text.replace("worker-src 'self'", "worker-src 'none'")).expect("it is written");
    changed.show(page);
    page.wait_for_text(".preview:not([inert]) #preview-code", "services:");
    type_a_port(page, "3456");
    page.step("secrets");
    page.click("#generate-all");
    page.click("#download");
    page.wait_for_text("#status", "tamma.zip");
}

fn from_a_disk(page: &mut Page) {
    let file = std::env::var("BERTH_SINGLE_FILE").expect("BERTH_SINGLE_FILE names the page as one file");
    let whole = fs::read_to_string(file).expect("the page as one file");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let worker = "return new Promise(done => {
        try {
            const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
            worker.onmessage = () => done(true);
            worker.onerror = () => done(false);
        } catch (refused) { done(false); }
    })";
    for (allowed, is_had) in [("blob:", true), ("'none'", false)] {
        assert!(whole.contains("worker-src blob:"));
        let file = folder.path().join(format!("berth-{is_had}.html"));
        let text = whole.replacen("worker-src blob:", &format!("worker-src {allowed}"), 1);
        fs::write(&file, text).expect("it is written");
        page.browser.go(&format!("file://{}", file.display()));
        page.wait_until_mounted();
        assert_eq!(page.js(worker, &json!([])), is_had);
        page.preview(".env");
        type_a_port(page, if is_had { "3456" } else { "3457" });
        page.step("secrets");
        page.click("#generate-all");
        page.click("#download");
        page.wait_for_text("#status", "tamma.zip");
    }
}
