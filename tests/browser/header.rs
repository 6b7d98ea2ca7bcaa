//! What stands at the head of the page on every step: the stack, the counted requests, the theme, the download.

use std::thread;
use std::time::Duration;

use berth_testing::page::{Page, eventually};
use serde_json::json;

use crate::Test;
use crate::hands::{ESCAPE, attribute, press, wait_for_focus, wait_for_zip};

pub const TESTS: &[(&str, Test)] = &[
    ("a development stack is one click away", clicks),
    ("what the download waits for is said beside it, and is one press away", waits),
    ("G25: the badge stands at 0 after the whole journey, and counts a request", counted),
    ("G25: what this browser keeps is forgotten at a press", forgotten),
    ("the colour around the page follows the theme", around),
    ("the stack is chosen in the header", stack),
];

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
    let all = berth::catalogue::all().iter().map(|stack| &stack.id);
    let offered =
        page.js("return [...document.querySelector('#stack-choice').options].map(o => o.value)", &json!([]));
    assert_eq!(offered, json!(all.collect::<Vec<_>>()));
    assert_eq!(attribute(page, "#stack-choice", "aria-label"), "Stack");
}
