//! How the page arrives: its frame first, and a clear sentence where its program can't run.

use std::fs;
use std::path::{Path, PathBuf};

use berth_testing::page::{Page, texts};
use berth_testing::site::{Site, built};
use serde_json::json;
use tempfile::TempDir;

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[
    ("nothing moves when the page comes, nor when its files do", still),
    ("a theme that was chosen holds before the first paint", theme),
    ("G27: a damaged or cut file of the page is named as such", damaged),
    ("G27: a missing file of the page is named as such", missing),
    ("G27: a policy that forbids WebAssembly is named as such", forbidden),
    ("G27: a browser without WebAssembly, or with an old one, is told what can run the page", too_old),
];

/// The built page, to be changed.
pub fn copy() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for entry in fs::read_dir(built()).expect("the page").flatten() {
        fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("it is copied");
    }
    folder
}

fn program(folder: &Path) -> PathBuf {
    let files = fs::read_dir(folder).expect("the page").flatten().map(|entry| entry.path());
    let mut programs = files.filter(|path| {
        path.to_string_lossy().contains("berth-page-")
            && path.extension().is_some_and(|ending| ending == "wasm")
    });
    programs.next().expect("the page has a program")
}

/// What the frame says once the page in that folder has failed.
#[track_caller]
fn said(page: &mut Page, folder: &Path) -> String {
    page.site = Site::serve_folder(folder.to_path_buf(), "/");
    page.browser.go(&page.site.url);
    page.wait_for_text("#boot-says h2", "Berth can't start");
    page.text("#boot-says .step__lead")
}

fn still(page: &mut Page) {
    assert!(page.browser.find("#boot").is_empty());
    let shifts = "return new Promise(done => {
        const moved = [];
        const note = ({ value, sources }) => moved.push(`${value}: ` + sources.map(({ node, previousRect, currentRect }) =>
            `${node?.id || node?.className || node?.nodeName} ${JSON.stringify(previousRect)} ${JSON.stringify(currentRect)}`));
        new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(moved), 300);
    })";
    assert_eq!(texts(&page.js(shifts, &json!([]))), [""; 0]);
}

fn theme(page: &mut Page) {
    page.js("localStorage.setItem('berth.theme', 'dark')", &json!([]));
    // The head is all that is read before the first paint.
    let index = fs::read_to_string(built().join("index.html")).expect("index.html");
    let head = index.split("</head>").next().unwrap_or_default();
    let script = head.split("<script").nth(1).expect("a script in the head");
    assert!(
        script.contains("boot-") && !["async", "defer", "module"].iter().any(|word| script.contains(word))
    );
    // It holds up the parser: what is linked after it would be asked for later.
    let linked = head.split("<script").next().unwrap_or_default();
    assert!(linked.contains("modulepreload") && linked.contains("_bg.wasm"), "{head}");
    page.browser.reload();
    page.wait_until_mounted();
    assert_eq!(page.js("return document.documentElement.dataset.theme", &json!([])), "dark");
}

fn damaged(page: &mut Page) {
    let folder = copy();
    let file = program(folder.path());
    let whole = fs::read(&file).expect("the program");
    // Its head, and its code: wasm has no sum of its data, whose damage only the transport can notice.
    let lost = [0xff; 1000];
    for at in [0, whole.len() / 2] {
        let mut other = whole.clone();
        other[at..at + lost.len()].copy_from_slice(&lost);
        fs::write(&file, &other).expect("it is written");
        let said = said(page, folder.path());
        assert!(said.contains("damaged"), "{at}: {said}");
    }
    for length in [whole.len() / 2, 10, 0] {
        fs::write(&file, &whole[..length]).expect("it is written");
        let said = said(page, folder.path());
        assert!(said.contains("damaged"), "{length}: {said}");
    }
    fs::write(&file, &whole).expect("it is written");
    page.site = Site::serve_folder(folder.path().to_path_buf(), "/");
    page.browser.go(&page.site.url);
    page.wait_until_mounted();
}

fn missing(page: &mut Page) {
    let folder = copy();
    fs::remove_file(program(folder.path())).expect("it is removed");
    let said = said(page, folder.path());
    assert!(said.contains("The server answered 404"), "{said}");
}

fn forbidden(page: &mut Page) {
    let folder = copy();
    let file = folder.path().join("index.html");
    let index = fs::read_to_string(&file).expect("index.html");
    fs::write(&file, index.replacen(" 'wasm-unsafe-eval'", "", 1)).expect("it is written");
    let said = said(page, folder.path());
    assert!(said.contains("forbids WebAssembly"), "{said}");
}

fn too_old(page: &mut Page) {
    for (change, expected) in [
        ("delete globalThis.WebAssembly", "WebAssembly is turned off"),
        (
            "WebAssembly.validate = () => false",
            "too old. It runs in Chrome or Edge 111, Firefox 113, Safari 16.4",
        ),
    ] {
        let script = page.browser.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": change }));
        let said = said(page, &built());
        assert!(said.contains(expected), "{said}");
        page.browser.cdp("Page.removeScriptToEvaluateOnNewDocument", &script);
    }
}
