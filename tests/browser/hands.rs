//! What hands and ears need: keys, the palette, where the focus goes, what is said and when.

use std::fs;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::Test;
use crate::page::{Page, eventually};

pub const TESTS: &[(&str, Test)] = &[
    ("a development stack is one click away", clicks),
    ("what the download waits for is said beside it, and is one press away", waits),
    ("G25: the badge stands at 0 after the whole journey, and counts a request", counted),
    ("G25: what this browser keeps is forgotten at a press", forgotten),
    ("every shortcut does what its sheet says", shortcuts),
    ("a letter is no shortcut in a field, nor once it is turned off", letters),
    ("the palette leads to fields, files and actions", palette),
    ("the palette moves by arrow keys, says how many it found, and closes", palette_keys),
    ("the focus is never lost", focus),
    ("a finding is said once the typing rests, not at every key", spoken),
    ("each step says how it stands", standing),
    ("a secret is masked, judged as it is typed, and replaced by one button", secret),
    ("what rests on another answer is folded", folded),
    ("the colour around the page follows the theme", around),
    ("the stack is chosen in the header", stack),
];

const CONTROL: char = '\u{e009}';
const RELEASE: char = '\u{e000}';
const ENTER: char = '\u{e007}';
const ESCAPE: char = '\u{e00c}';
const UP: char = '\u{e013}';
const DOWN: char = '\u{e015}';

/// To whatever has the focus.
fn press(page: &Page, keys: &str) {
    let focused = page.one(":focus, body:not(:has(:focus))");
    page.browser.keys(&focused, keys);
}

fn focused(page: &Page) -> String {
    page.js("return document.activeElement.id || document.activeElement.tagName", &json!([]))
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[track_caller]
fn wait_for_focus(page: &Page, id: &str) {
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

fn attribute(page: &Page, css: &str, name: &str) -> Value {
    page.js("return document.querySelector(arguments[0])?.getAttribute(arguments[1])", &json!([css, name]))
}

fn wait_for_zip(page: &Page) -> Vec<u8> {
    let path = page.downloads.path().join("tamma.zip");
    eventually("the download", || fs::read(&path).ok().filter(|bytes| !bytes.is_empty()))
}

fn clicks(page: &mut Page) {
    assert_eq!(page.js("return document.querySelector('#stack-choice').value", &json!([])), "tamma");
    page.js(
        "window.clicks = 0; addEventListener('click', e => { if (e.isTrusted) clicks += 1 })",
        &json!([]),
    );
    page.click("#download");
    let zip = wait_for_zip(page);
    assert!(zip.starts_with(b"PK"));
    let clicks = page.js("return window.clicks", &json!([])).as_u64().unwrap_or_default();
    assert!((1..=3).contains(&clicks), "{clicks} clicks");
    let text = String::from_utf8_lossy(&zip);
    assert!(text.contains("docker-compose.override.yml"), "a development stack has its override");
}

fn waits(page: &mut Page) {
    assert!(page.browser.find("#download-waits").is_empty());
    page.step("ports");
    page.fill("DASHBOARD_PORT", "x");
    page.one("#download[aria-disabled='true']");
    page.step("stack");
    page.one("#download-waits");
    let told = attribute(page, "#download", "aria-describedby");
    assert_eq!(told, "findings-summary download-waits");
    page.wait_for_text("#download-waits", "The download waits");
    page.click("#fix-first");
    page.one("[data-step='ports'][aria-current]");
    wait_for_focus(page, "field-DASHBOARD_PORT");
    page.step("stack");
    page.click("#download");
    wait_for_focus(page, "field-DASHBOARD_PORT");
    page.fill("DASHBOARD_PORT", "3456");
    eventually("no reason any more", || page.browser.find("#download-waits").is_empty().then_some(()));
}

fn counted(page: &mut Page) {
    for step in ["profile", "ports", "images", "secrets", "settings", "review"] {
        page.step(step);
    }
    page.step("secrets");
    page.fill("POSTGRES_PASSWORD", "canary-0123456789");
    page.click("#generate-all");
    page.preview("README.md");
    page.click("#download");
    wait_for_zip(page);
    thread::sleep(Duration::from_millis(300));
    assert_eq!(page.text("#requests .requests__words"), "0 requests since load");
    page.js("document.body.append(Object.assign(new Image(), { src: 'nothing.svg?1' }))", &json!([]));
    page.wait_for_text("#requests .requests__words", "1 request since load");
    page.click("#requests.requests--some");
    page.wait_for_text(".privacy__addresses", "nothing.svg?1");
    page.wait_for_text(".privacy__policy", "default-src 'none'");
}

fn forgotten(page: &mut Page) {
    page.js("localStorage.setItem('another', 'stays')", &json!([]));
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    let kept = "return Object.keys(localStorage).sort().join()";
    assert!(page.js(kept, &json!([])).to_string().contains("berth.answers.tamma"));
    page.click("#requests");
    page.click(".privacy__forget button");
    assert_eq!(page.js(kept, &json!([])), "another");
    press(page, &ESCAPE.to_string());
    page.browser.reload();
    page.wait_until_mounted();
    page.step("ports");
    assert_eq!(page.value("DASHBOARD_PORT"), "3001");
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
    page.click("#goal-9");
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
    page.fill("DASHBOARD_PORT", "30");
    for letter in [" ", "0", "0", " ", "x"] {
        thread::sleep(Duration::from_millis(60));
        press(page, letter);
    }
    page.wait_for_text("#news", "To fix: expected a port from 1 to 65535; found 30 00 x");
    page.fill("DASHBOARD_PORT", "3001");
    eventually("that it is mended", || (!page.text("#news").contains("To fix")).then_some(()));
    let said = page.js("return said", &json!([]));
    assert_eq!(said.as_array().map(Vec::len), Some(2), "{said}");
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

fn secret(page: &mut Page) {
    page.step("secrets");
    let strength = "#field-POSTGRES_PASSWORD-strength";
    let masked = |is: bool| {
        let hidden = "const input = document.querySelector('#field-POSTGRES_PASSWORD'); \
                      return input.type === 'password' || getComputedStyle(input).webkitTextSecurity === 'disc'";
        assert_eq!(page.js(hidden, &json!([])), is);
    };
    page.wait_for_text("[data-generate='POSTGRES_PASSWORD']", "Generate");
    page.fill("POSTGRES_PASSWORD", "hunter2");
    masked(true);
    page.wait_for_text(strength, "Weak: 7 characters, about ");
    page.fill("POSTGRES_PASSWORD", "kq7Vx2LpZ9mRw4Ts");
    page.wait_for_text(strength, "16 characters, about 94 bits if they are random");
    assert!(!page.text(strength).contains("Weak"));
    page.click(".field:has(#field-POSTGRES_PASSWORD) [title='Show']");
    masked(false);
    page.click(".field:has(#field-POSTGRES_PASSWORD) [title='Hide']");
    masked(true);
    page.wait_for_text("[data-generate='POSTGRES_PASSWORD']", "Replace");
    page.click("[data-generate='POSTGRES_PASSWORD']");
    page.wait_for_text(strength, "bits, made here");
    assert_ne!(page.value("POSTGRES_PASSWORD"), "kq7Vx2LpZ9mRw4Ts");
    let offered =
        "return document.querySelectorAll('form, [name=password], [autocomplete*=password]').length";
    assert_eq!(page.js(offered, &json!([])), 0);
}

fn folded(page: &mut Page) {
    page.step("images");
    let other = "details:has(#field-TAMMA_ELSA_VERSION)";
    eventually("the section", || (!page.browser.find(other).is_empty()).then_some(()));
    assert!(page.browser.find(&format!("{other}[open]")).is_empty());
}

fn around(page: &mut Page) {
    let media = || {
        page.js(
            "return [...document.querySelectorAll('meta[name=theme-color]')].map(m => m.media)",
            &json!([]),
        )
    };
    let system = json!(["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"]);
    assert_eq!(media(), system);
    for expected in [json!(["all", "not all"]), json!(["not all", "all"]), system] {
        page.click("#theme");
        assert_eq!(media(), expected);
    }
}

fn stack(page: &mut Page) {
    let all = berth::catalogue::all().iter().map(|stack| stack.id);
    let offered =
        page.js("return [...document.querySelector('#stack-choice').options].map(o => o.value)", &json!([]));
    assert_eq!(offered, json!(all.collect::<Vec<_>>()));
    assert_eq!(attribute(page, "#stack-choice", "aria-label"), "Stack");
}
