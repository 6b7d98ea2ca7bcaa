//! What stands in the page's HTML until its program is there: it looks as the page does, and takes what is done.

use std::fs;
use std::path::Path;

use berth_testing::page::{Page, eventually, texts};
use berth_testing::site::Site;
use serde_json::json;

use crate::Test;
use crate::load::copy;
use crate::screen::{DESKTOP, PHONE, Screen, TABLET};

pub const TESTS: &[(&str, Test)] = &[
    ("the page that stands in the HTML lies where the page itself does, on each kind of screen", places),
    ("the first file stands in the HTML, unless it would be another one by the answers", files),
    ("a link to a step shows the head of that step first, and no other is ever painted", deep_link),
    ("a step that is gone to before the program is there is the one that it shows", gone_to),
    ("a stack that was kept stands chosen before the program is there", kept),
    ("nothing in the page's HTML asks for text, which the program would have to take over", no_text),
    ("a button that is pressed before the program is there does its work once it is", pressed),
];
pub const TESTS_IN_EVERY_BROWSER: &[(&str, Test)] =
    &[("what is chosen before the program is there is chosen in the page, and keeps the focus", chosen)];

/// Until `window.goOn` is called, the program is not opened.
fn held(page: &mut Page, hash: &str) -> tempfile::TempDir {
    let folder = copy();
    hold(folder.path());
    page.site = Site::serve_folder(folder.path().to_path_buf(), "/berth/");
    page.browser.go("about:blank");
    page.browser.go(&format!("{}{hash}", page.site.url));
    page.one("#download");
    folder
}

fn hold(folder: &Path) {
    let files = fs::read_dir(folder).expect("the page").flatten().map(|entry| entry.path());
    let mut scripts = files.filter(|path| path.to_string_lossy().contains("/boot-"));
    let script = scripts.next().expect("the page has a boot script");
    let text = fs::read_to_string(&script).expect("text");
    let held = "await new Promise((go) => (globalThis.goOn = go)); await open(script, boot)";
    assert_eq!(text.matches("await open(script, boot)").count(), 1);
    fs::write(&script, text.replace("await open(script, boot)", held)).expect("it is written");
}

fn go_on(page: &Page) {
    eventually("the program", || (page.js("return Boolean(window.goOn)", &json!([])) == true).then_some(()));
    page.js("window.goOn()", &json!([]));
    page.wait_until_mounted();
}

/// Everything with a size, but for the rows of a file, not all of which are there, and for what is not claimed yet.
fn lies(page: &Page) -> Vec<String> {
    page.settle();
    let all = "const skip = '.code__text, .code__text *, #requests, #requests *, [hidden] *, noscript, script';
        return [...document.querySelectorAll('body *')].filter(one => !one.matches(skip)).map(one => {
            const { x, y, width, height } = one.getBoundingClientRect();
            const name = one.localName + '.' + (one.getAttribute('class') ?? '');
            return width * height > 1 ? `${name} ${x} ${y} ${width} ${height} ${one.children.length ? '' : one.textContent}` : '';
        }).filter(line => line !== '' && !line.startsWith('div. '));";
    texts(&page.js(all, &json!([])))
}

fn places(page: &mut Page) {
    for size in [DESKTOP, TABLET, PHONE] {
        page.screen(size);
        let _folder = held(page, "");
        let before = lies(page);
        assert!(before.len() > 90, "{before:?}");
        go_on(page);
        assert_eq!(before, lies(page), "{size:?}");
    }
}

const ROWS: &str = "return [...document.querySelectorAll('.code__text > *')].map(row => row.outerHTML)";

fn files(page: &mut Page) {
    let _folder = held(page, "");
    let before = texts(&page.js(ROWS, &json!([])));
    assert!(before.len() > 20, "a screenful");
    go_on(page);
    let after = texts(&page.js(ROWS, &json!([])));
    assert!(after.len() > before.len() && after[..before.len()] == before, "the same, and more");

    // The answers are kept now, and are those of the HTML still.
    page.browser.reload();
    page.one("#download");
    assert_eq!(texts(&page.js(ROWS, &json!([]))), before);
    go_on(page);
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.wait_for_text("#preview-code", "DASHBOARD_PORT=3456");
    let is_kept = "return localStorage.getItem('berth.answers.tamma').includes('3456')";
    eventually("the answers are kept", || (page.js(is_kept, &json!([])) == true).then_some(()));
    page.browser.reload();
    page.one("#download");
    assert_eq!(texts(&page.js(ROWS, &json!([]))), [""; 0], "files of other answers");
    go_on(page);
    page.preview(".env");
    page.wait_for_text("#preview-code", "DASHBOARD_PORT=3456");
}

fn deep_link(page: &mut Page) {
    let note = "window.painted = new Set();
        (function look() {
            const titles = [...document.querySelectorAll('.step__title')].filter(one => one.checkVisibility());
            for (const title of titles) painted.add(title.textContent);
            for (const step of document.querySelectorAll('#rail [aria-current]')) painted.add(step.dataset.step);
            requestAnimationFrame(look);
        })();";
    page.browser.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": note }));
    let _folder = held(page, "#ports");
    page.wait_for_text(".step:not([hidden]) > .step__title", "Ports");
    go_on(page);
    page.is_at("ports");
    assert_eq!(texts(&page.js("return [...painted].sort()", &json!([]))), ["Ports", "ports"]);
}

fn gone_to(page: &mut Page) {
    let _folder = held(page, "");
    page.click("#to-settings");
    page.wait_for_text("[data-part=settings]:not([hidden]) > .step__title", "Settings");
    page.one("#to-settings[aria-current]");
    go_on(page);
    page.is_at("settings");
    page.wait_for_text(".step__title", "Settings");
}

fn kept(page: &mut Page) {
    let _folder = held(page, "");
    page.js("localStorage.setItem('berth.stack', 'kyros')", &json!([]));
    page.browser.reload();
    page.one("#download");
    let shown = "return [document.querySelector('[name=stack]:checked').value, document.getElementById('stack-choice').value]";
    assert_eq!(texts(&page.js(shown, &json!([]))), ["kyros", "kyros"]);
    // What runs in it is not in the HTML.
    assert!(!page.browser.find(".services").iter().any(|list| page.browser.displayed(list)));
    go_on(page);
    assert_eq!(texts(&page.js(shown, &json!([]))), ["kyros", "kyros"]);
    page.one(".services");
}

fn no_text(page: &mut Page) {
    let _folder = held(page, "");
    let fields = "return [...document.querySelectorAll('input, textarea, [contenteditable]')]
        .filter(one => !one.closest('[inert]')).map(one => one.type)";
    let kinds = texts(&page.js(fields, &json!([])));
    assert!(kinds.len() >= 3 && kinds.iter().all(|kind| kind == "radio"), "{kinds:?}");
}

fn pressed(page: &mut Page) {
    let _folder = held(page, "");
    page.click("#palette-button");
    go_on(page);
    page.one("#panel[open]");
}

fn chosen(page: &mut Page) {
    let _folder = held(page, "");
    page.click("input[name=stack][value=campaign]");
    let focused = "return document.activeElement.value";
    assert_eq!(page.js("return document.getElementById('stack-choice').value", &json!([])), "campaign");
    // WebKit gives a radio button no focus by a click.
    page.js("document.querySelector('[name=stack]:checked').focus()", &json!([]));
    assert_eq!(page.js(focused, &json!([])), "campaign");
    go_on(page);
    assert_eq!(page.js(focused, &json!([])), "campaign");
    page.one("input[name=stack][value=campaign]:checked");
    page.wait_for_text("#preview-code", "campaign");
}
