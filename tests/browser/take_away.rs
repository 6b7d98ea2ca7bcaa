//! What leaves the page beside the zip, and what can be had back.

use berth_testing::page::{Page, eventually};
use serde_json::{Value, json};

type Test = fn(&mut Page);

const ENTER: char = '\u{e007}';

pub const TESTS: &[(&str, Test)] = &[
    ("answers are undone and redone, by button and by key, typed text as a whole", undone),
    ("everything is reset, and undo brings it back", reset),
    ("G25: a link opened brings the answers back, and no secret is in it", link),
    ("G27: what a link holds and nobody can use is named", bad_link),
    ("a link pasted into an open page is taken over, and undo brings back what was there", pasted),
    ("a preset is saved, loaded and deleted, and outlives a reload", presets),
    ("G26: undoing keeps a secret that was handed over", handed_over),
    ("G25: the terminal script is saved and copied, and holds no secret", script),
];

fn open(page: &Page) {
    page.click("#take-away");
    page.one("dialog[open] .take-away");
}

fn close(page: &Page) {
    page.click("dialog [title='Close']");
    eventually("the panel to close", || page.browser.find("dialog[open]").is_empty().then_some(()));
}

/// A button of the panel that shows an icon.
fn press(page: &Page, button: &str) {
    page.click(&format!("dialog [title='{button}']"));
}

/// A button of the panel, by its words.
fn press_words(page: &Page, words: &str) {
    let click = "const it = [...document.querySelectorAll('dialog button')].find(it => it.textContent === arguments[0]); it?.click(); return !!it";
    assert_eq!(page.js(click, &json!([words])), true, "{words}");
}

fn becomes(page: &Page, key: &str, value: &str) {
    eventually(&format!("{key} to be {value}"), || (page.value(key) == value).then_some(()));
}

fn undone(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "4567");
    page.fill("TS_API_PORT", "4568");
    page.click("#undo");
    becomes(page, "TS_API_PORT", "3100");
    page.wait_for_text("#status", "Undone: TypeScript API.");
    page.click("#undo");
    becomes(page, "DASHBOARD_PORT", "3001");
    page.one("#undo[aria-disabled]");
    page.click("#redo");
    becomes(page, "DASHBOARD_PORT", "4567");
    let key = |shift: bool| {
        let event = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, shiftKey: arguments[0], bubbles: true }))";
        page.js(&format!("document.activeElement.blur(); {event}"), &json!([shift]));
    };
    key(true);
    becomes(page, "TS_API_PORT", "4568");
    key(false);
    becomes(page, "TS_API_PORT", "3100");
    page.fill("TS_API_PORT", "4569");
    page.one("#redo[aria-disabled]");
}

fn reset(page: &mut Page) {
    page.choose("profile", "prod");
    page.step("ports");
    page.fill("DASHBOARD_PORT", "4567");
    page.click("#palette-button");
    let search = page.one("dialog[open] input");
    page.browser.keys(&search, &format!("reset everything{ENTER}"));
    becomes(page, "DASHBOARD_PORT", "3001");
    page.click("#undo");
    becomes(page, "DASHBOARD_PORT", "4567");
}

fn link(page: &mut Page) {
    page.choose("profile", "prod");
    page.choose("addons", "backup");
    page.step("ports");
    page.fill("DASHBOARD_PORT", "4567");
    page.step("secrets");
    page.fill("POSTGRES_PASSWORD", "canary-canary-canary-canary-canary");
    open(page);
    let link = page.text("#link");
    assert!(link.ends_with("#?stack=tamma&profile=prod&addons=backup&DASHBOARD_PORT=4567"), "{link}");
    page.js("localStorage.clear()", &json!([]));
    page.browser.go("about:blank");
    page.browser.go(&link);
    page.wait_until_mounted();
    page.step("ports");
    becomes(page, "DASHBOARD_PORT", "4567");
    assert!(!page.browser.url().contains("4567"), "{}", page.browser.url());
    page.step("profile");
    page.one("input[value=prod]:checked");
    page.one("input[value=backup]:checked");
}

fn bad_link(page: &mut Page) {
    let url = page.site.url.clone();
    page.browser.go("about:blank");
    page.browser.go(&format!(
        "{url}#ports?stack=tamma&NO_SUCH=1&POSTGRES_PASSWORD=canary&DASHBOARD_PORT=%zz&TS_API_PORT=4568"
    ));
    page.wait_until_mounted();
    for named in ["NO_SUCH", "POSTGRES_PASSWORD", "DASHBOARD_PORT"] {
        page.wait_for_text(".notices", named);
    }
    assert!(!page.text("body").contains("canary"));
    becomes(page, "TS_API_PORT", "4568");
    assert!(page.browser.url().ends_with("#ports"), "{}", page.browser.url());
}

fn pasted(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "4567");
    page.js("location.hash = '#ports?stack=tamma&TS_API_PORT=4568'", &json!([]));
    becomes(page, "TS_API_PORT", "4568");
    becomes(page, "DASHBOARD_PORT", "3001");
    page.click("#undo");
    becomes(page, "DASHBOARD_PORT", "4567");
    becomes(page, "TS_API_PORT", "3100");
}

fn presets(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "4567");
    open(page);
    press_words(page, "Save preset");
    page.wait_for_text("dialog [role=status]", "needs a name");
    let name = page.one("#preset-name");
    page.browser.keys(&name, "mine <b>");
    press_words(page, "Save preset");
    page.wait_for_text(".take-away__preset", "mine <b>Tamma · dev");
    page.browser.reload();
    page.wait_until_mounted();
    page.fill("DASHBOARD_PORT", "4000");
    open(page);
    press(page, "Load mine <b>");
    close(page);
    becomes(page, "DASHBOARD_PORT", "4567");
    open(page);
    press(page, "Delete mine <b>");
    page.wait_for_text(".take-away__note", "None yet.");
    assert_eq!(page.js("return document.activeElement.id", &json!([])), "preset-name");
    assert_eq!(page.js("return localStorage.getItem('berth.presets')", &json!([])), Value::from(""));
    press_words(page, "Put it back");
    page.wait_for_text(".take-away__preset", "mine <b>Tamma · dev");
}

fn handed_over(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "4567");
    page.click("#download");
    page.wait_for_text("#status", "handed over");
    page.unfolded_step("secrets");
    let made = page.value("POSTGRES_PASSWORD");
    assert_eq!(made.len(), 32);
    page.click("#undo");
    page.wait_for_text("#status", "Undone: Dashboard.");
    assert_eq!(page.value("POSTGRES_PASSWORD"), made);
}

fn script(page: &mut Page) {
    page.step("secrets");
    page.fill("POSTGRES_PASSWORD", "canary-canary-canary-canary-canary");
    open(page);
    press_words(page, "Save script");
    let saved = page.downloads.path().join("tamma-install.sh");
    let text =
        eventually("the script", || std::fs::read_to_string(&saved).ok().filter(|text| !text.is_empty()));
    assert!(text.contains("docker-compose.yml") && !text.contains("canary"));
    page.keep_copies();
    press_words(page, "Copy script");
    eventually("the copy", || (page.copied() == text).then_some(()));
}
