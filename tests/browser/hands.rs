//! What hands and ears need: keys, the palette, where the focus goes, what is said and when.

use std::fs;

use berth_testing::page::{Page, eventually};
use serde_json::{Value, json};

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[
    ("every shortcut does what its sheet says", shortcuts),
    ("a letter is no shortcut in a field, nor once it is turned off", letters),
    ("the palette leads to fields, files and actions", palette),
    ("the palette moves by arrow keys, says how many it found, and closes", palette_keys),
    ("the focus is never lost", focus),
    ("a finding is said once the typing rests, not at every key", spoken),
    ("each step says how it stands", standing),
    ("what rests on another answer is folded", folded),
];

const CONTROL: char = '\u{e009}';
const RELEASE: char = '\u{e000}';
const ENTER: char = '\u{e007}';
pub const ESCAPE: char = '\u{e00c}';
const UP: char = '\u{e013}';
const DOWN: char = '\u{e015}';

/// To whatever has the focus.
pub fn press(page: &Page, keys: &str) {
    let focused = page.one(":focus, body:not(:has(:focus))");
    page.browser.keys(&focused, keys);
}

pub fn focused(page: &Page) -> String {
    page.js("return document.activeElement.id || document.activeElement.tagName", &json!([]))
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[track_caller]
pub fn wait_for_focus(page: &Page, id: &str) {
    eventually(&format!("the focus on {id}, not on {}", focused(page)), || {
        (focused(page) == id).then_some(())
    });
}

#[track_caller]
fn wait_for_step(page: &Page, step: &str) {
    page.one(&format!("[data-step='{step}'][aria-current]"));
    wait_for_focus(page, "step-title");
}

fn open_palette(page: &Page) {
    press(page, &format!("{CONTROL}k{RELEASE}"));
    wait_for_focus(page, "palette-input");
}

pub fn attribute(page: &Page, css: &str, name: &str) -> Value {
    page.js("return document.querySelector(arguments[0])?.getAttribute(arguments[1])", &json!([css, name]))
}

pub fn wait_for_zip(page: &Page) -> Vec<u8> {
    let path = page.downloads.path().join("tamma.zip");
    eventually("the download", || fs::read(&path).ok().filter(|bytes| !bytes.is_empty()))
}

fn shortcuts(page: &mut Page) {
    for (key, step) in [("3", "ports"), ("]", "images"), ("[", "ports"), ("7", "review"), ("1", "stack")] {
        press(page, key);
        wait_for_step(page, step);
    }
    press(page, "[");
    press(page, "f");
    wait_for_focus(page, "preview-title");
    press(page, "t");
    page.one("html[data-theme='light']");
    press(page, "g");
    page.wait_for_text("#status", "secrets made");
    press(page, "d");
    wait_for_zip(page);
    press(page, "?");
    page.one("dialog[open] .keys");
    let stated = page.text(".keys");
    for row in ["dDownload zip", "Ctrl K", "3Ports", "EscClose"] {
        assert!(stated.contains(row), "{row} in {stated}");
    }
    // What lies under the sheet is left alone.
    press(page, "5");
    press(page, &ESCAPE.to_string());
    eventually("the sheet to close", || page.browser.find("dialog[open]").is_empty().then_some(()));
    page.one("[data-step='stack'][aria-current]");
    wait_for_focus(page, "preview-title");
}

fn letters(page: &mut Page) {
    page.step("settings");
    page.fill("GITHUB_OWNER", "d?7]t");
    assert_eq!(page.value("GITHUB_OWNER"), "d?7]t");
    page.one("[data-step='settings'][aria-current]");
    assert!(page.browser.find("dialog[open], html[data-theme]").is_empty());
    page.step("stack");
    press(page, "?");
    page.click("#letters");
    press(page, &ESCAPE.to_string());
    for again in [false, true] {
        eventually("no sheet", || page.browser.find("dialog[open]").is_empty().then_some(()));
        press(page, "5");
        press(page, "?");
        open_palette(page);
        press(page, &format!("{CONTROL}k{RELEASE}"));
        page.one("[data-step='stack'][aria-current]");
        if !again {
            page.browser.reload();
            page.wait_until_mounted();
        }
    }
}

fn palette(page: &mut Page) {
    open_palette(page);
    press(page, &format!("postgres port{ENTER}"));
    page.one("[data-step='ports'][aria-current]");
    wait_for_focus(page, "field-POSTGRES_PORT");
    page.one("details[open] #field-POSTGRES_PORT");
    // From within a field too.
    open_palette(page);
    press(page, &format!("README{ENTER}"));
    page.wait_for_text(".preview__path", "README.md");
    wait_for_focus(page, "preview-title");
    open_palette(page);
    press(page, &format!("generate{ENTER}"));
    page.wait_for_text("#status", "secrets made");
    open_palette(page);
    press(page, &format!("shortcuts{ENTER}"));
    page.one("dialog[open] .keys");
    wait_for_focus(page, "panel-title");
    press(page, &ESCAPE.to_string());
    page.click("#palette-button");
    let step = "return [...document.querySelectorAll('[id^=goal-]')].find(it => it.textContent.startsWith('Profile')).id";
    page.click(&format!("#{}", page.js(step, &json!([])).as_str().expect("the step is among them")));
    wait_for_step(page, "profile");
}

fn palette_keys(page: &mut Page) {
    page.click("#theme");
    open_palette(page);
    let active = |at: usize| {
        let id = format!("goal-{at}");
        assert_eq!(attribute(page, "#palette-input", "aria-activedescendant"), json!(id));
        page.one(&format!("#{id}[role='option'][aria-selected='true']"));
        assert_eq!(page.browser.find("[role='option'][aria-selected='true']").len(), 1);
    };
    let all = page.browser.find("[role='option']").len();
    page.wait_for_text(".palette__count[role='status']", &format!("{all} results"));
    active(0);
    press(page, &DOWN.to_string());
    active(1);
    press(page, &format!("{UP}{UP}"));
    active(all - 1);
    let seen = "const [list, last] = [...arguments].map(c => document.querySelector(c).getBoundingClientRect()); \
                return last.bottom <= list.bottom + 1 && last.top >= list.top - 1";
    let last = format!("#goal-{}", all - 1);
    eventually("the last option in view", || {
        (page.js(seen, &json!(["#palette-list", last])) == true).then_some(())
    });
    press(page, "no such thing");
    page.wait_for_text(".palette__count", "0 results");
    page.one(".palette__none");
    assert_eq!(attribute(page, "#palette-input", "aria-activedescendant"), Value::Null);
    press(page, &ENTER.to_string());
    page.one("dialog[open]");
    press(page, &ESCAPE.to_string());
    wait_for_focus(page, "theme");
}

fn focus(page: &mut Page) {
    page.click("#theme");
    wait_for_focus(page, "theme");
    page.step("ports");
    wait_for_step(page, "ports");
    page.fill("DASHBOARD_PORT", "3000");
    page.click("[data-mend='DASHBOARD_PORT'] button");
    wait_for_focus(page, "field-DASHBOARD_PORT");
    page.fill("DASHBOARD_PORT", "4000");
    page.click(".field:has(#field-DASHBOARD_PORT) .field__answer .button");
    wait_for_focus(page, "field-DASHBOARD_PORT");
    page.click(".pager__link--next");
    wait_for_step(page, "images");
    page.step("secrets");
    page.click("[data-generate='POSTGRES_PASSWORD']");
    page.one(".field:has(#field-POSTGRES_PASSWORD) [title='Show']");
    assert_eq!(page.js("return document.activeElement.dataset.generate", &json!([])), "POSTGRES_PASSWORD");
    page.click(".field:has(#field-POSTGRES_PASSWORD) [title='Show']");
    page.one(".field:has(#field-POSTGRES_PASSWORD) [title='Hide']:focus");
    page.click(".field:has(#field-POSTGRES_PASSWORD) [title='Clear']");
    wait_for_focus(page, "field-POSTGRES_PASSWORD");
    page.click("#generate-all");
    wait_for_focus(page, "step-title");
    // A finding that is mended from the review, where its field is not.
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3000");
    page.step("review");
    page.click("[data-mend='DASHBOARD_PORT'] button");
    wait_for_focus(page, "step-title");
    page.click("#requests");
    page.one("dialog[open] .privacy");
    page.click("dialog [title='Close']");
    wait_for_focus(page, "requests");
    page.browser.go(&format!("{}#nonsense", page.site.url));
    page.click(".notices .button");
    wait_for_focus(page, "step-title");
}

fn spoken(page: &mut Page) {
    page.step("ports");
    page.js(
        "window.said = []; const news = document.querySelector('#news'); \
         new MutationObserver(() => said.push(news.textContent)) \
             .observe(news, { childList: true, characterData: true, subtree: true })",
        &json!([]),
    );
    // The page's clock is the test's: how long a rest takes says nothing of a machine with much to do.
    page.js(
        "const { setTimeout, clearTimeout } = window; window.resting = new Map(); \
         window.setTimeout = (then, ms) => { \
             if (ms < 500) return setTimeout(then, ms); \
             const id = setTimeout(() => {}, 0); \
             resting.set(id, then); \
             return id; \
         }; \
         window.clearTimeout = id => { resting.delete(id); clearTimeout(id); }; \
         window.rest = () => { for (const [id, then] of resting) { resting.delete(id); then(); } }",
        &json!([]),
    );
    let resting = |page: &mut Page| page.js("return resting.size", &json!([])).as_u64();
    let said = |page: &mut Page| page.js("return said", &json!([]));
    page.fill("DASHBOARD_PORT", "30");
    for letter in [" ", "0", "0", " ", "x"] {
        press(page, letter);
    }
    page.wait_for_text(".field:has(#field-DASHBOARD_PORT)", "30 00 x");
    eventually("one rest", || (resting(page) == Some(1)).then_some(()));
    assert_eq!(said(page), json!([]));
    page.js("rest()", &json!([]));
    page.wait_for_text("#news", "To fix: expected a port from 1 to 65535; found 30 00 x");
    page.fill("DASHBOARD_PORT", "3001");
    eventually("another rest", || (resting(page) == Some(1)).then_some(()));
    page.js("rest()", &json!([]));
    eventually("that it is mended", || (!page.text("#news").contains("To fix")).then_some(()));
    assert_eq!(said(page).as_array().map(Vec::len), Some(2), "{}", said(page));
    assert_eq!(attribute(page, "#news", "role"), "status");
}

fn standing(page: &mut Page) {
    let heard = |step: &str| page.text(&format!("[data-step='{step}']"));
    assert!(heard("stack").contains("Stack, complete"), "{}", heard("stack"));
    assert!(heard("review").contains("Review, not opened yet"), "{}", heard("review"));
    page.step("ports");
    page.fill("DASHBOARD_PORT", "x");
    page.step("review");
    page.wait_for_text("[data-step='ports']", "1 thing to fix");
    assert!(!heard("ports").contains("complete"));
    let shapes = "return ['stack', 'ports', 'images'].map(step => \
                  document.querySelector(`[data-step=${step}] .rail__mark path`)?.getAttribute('d') ?? '')";
    let shapes = page.js(shapes, &json!([]));
    assert!(shapes[0] != shapes[1] && shapes[1] != shapes[2] && shapes[0] != shapes[2], "{shapes}");
}

fn folded(page: &mut Page) {
    page.step("images");
    let other = "details:has(#field-TAMMA_ELSA_VERSION)";
    eventually("the section", || (!page.browser.find(other).is_empty()).then_some(()));
    assert!(page.browser.find(&format!("{other}[open]")).is_empty());
}
