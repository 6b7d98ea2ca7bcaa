//! Everything by keyboard alone: Tab, arrows, Space, Enter. No mouse, and no script moves the focus.

use std::collections::BTreeSet;

use berth_testing::page::{Page, texts};
use serde_json::{Value, json};

use crate::Test;
use crate::keys::Keys;

pub const TESTS: &[(&str, Test)] = &[
    ("every control of every step is reached, seen and worked by keyboard alone", every_control),
    ("no action by keyboard loses the focus", focus_is_kept),
];

/// More stops than a step has.
const MANY: usize = 400;

/// From the top of the page, with nothing focused.
fn start_over(page: &Page) {
    page.browser.reload();
    page.wait_until_mounted();
    page.settle();
    page.js(include_str!("scripts/focus.js"), &json!([]));
}

fn name(focus: &Value) -> String {
    let group = focus["name"].as_str().unwrap_or_default();
    match focus["type"].as_str() {
        Some("radio") => format!("radio {}", group.split('=').next().unwrap_or_default()),
        _ => group.to_owned(),
    }
}

fn every_control(page: &mut Page) {
    for addon in page.choices("addons").into_iter().take(2) {
        page.choose("addons", &addon);
    }
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3000");
    for step in page.steps() {
        page.step(&step);
        start_over(page);
        let mut reached = BTreeSet::new();
        for _ in 0..MANY {
            page.key("Tab");
            let focus = page.focus();
            if focus.is_null() {
                break;
            }
            assert_eq!(focus["ringed"], true, "{step}: the focus on {focus} can't be seen");
            assert_eq!(focus["inSight"], true, "{step}: {focus} is covered");
            if reached.insert(name(&focus)) {
                work(page, &step, &focus);
            }
        }
        let all: BTreeSet<String> =
            texts(&page.js("return window.controls()", &json!([]))).into_iter().collect();
        let left: Vec<_> = all.difference(&reached).collect();
        assert!(left.is_empty(), "{step}: never reached: {left:?}");
    }
}

/// Works what has the focus, and undoes it.
fn work(page: &Page, step: &str, focus: &Value) {
    let differs = |key: &str, what: &str| {
        page.key(key);
        let now = page.focus();
        assert_ne!(now[what], focus[what], "{step}: {key} does nothing on {focus}");
    };
    let is_back = |what: &str| {
        let now = page.focus();
        assert_eq!((&now["name"], &now[what]), (&focus["name"], &focus[what]), "{step}: on {focus}");
    };
    let kind = focus["type"].as_str().unwrap_or_default();
    match (focus["tag"].as_str().unwrap_or_default(), kind) {
        ("SUMMARY", _) => {
            page.key("Enter");
            let now = page.focus();
            assert_ne!(now["folded"], focus["folded"], "{step}: Enter does nothing on {focus}");
            if now["folded"] == true {
                page.key("Enter");
            }
            page.js("return window.noteRings()", &json!([]));
        }
        ("INPUT", "checkbox") => {
            differs(" ", "checked");
            page.key(" ");
            is_back("checked");
        }
        ("INPUT", "radio") => {
            let one = choices_of_focused(page);
            if one > 1 {
                differs("ArrowDown", "name");
                for _ in 1..one {
                    page.key("ArrowDown");
                }
                is_back("name");
            }
        }
        // One stack alone leaves no choice.
        ("SELECT", _) if page.js("return document.activeElement.options.length", &json!([])) == 1 => {}
        ("SELECT", _) => {
            page.key("ArrowDown");
            if page.focus()["value"] == focus["value"] {
                differs("ArrowUp", "value");
                page.key("ArrowDown");
            } else {
                page.key("ArrowUp");
            }
            is_back("value");
        }
        ("INPUT" | "TEXTAREA", _) => {
            page.key("End");
            differs("7", "value");
            page.key("Backspace");
            is_back("value");
        }
        ("A" | "BUTTON", _) => {
            page.js("window.catchClick()", &json!([]));
            page.key("Enter");
            let caught = page.js("return window.caught", &json!([]));
            assert_eq!(caught, focus["name"], "{step}: Enter does nothing on {focus}");
        }
        _ => {}
    }
}

/// Every button of the form is pressed once, wherever it is on the way.
fn focus_is_kept(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3000");
    let mut pressed = BTreeSet::new();
    for step in page.steps() {
        page.step(&step);
        start_over(page);
        if step == "secrets" {
            page.fill("GITHUB_TOKEN", "no token");
            page.js("document.activeElement.blur()", &json!([]));
        }
        page.unfold();
        for _ in 0..MANY {
            page.key("Tab");
            let focus = page.focus();
            if focus.is_null() {
                break;
            }
            let about = name(&focus);
            // What leads to another step takes the focus there.
            if step == "review"
                || focus["tag"] != "BUTTON"
                || focus["inMain"] == false
                || pressed.contains(&about)
            {
                continue;
            }
            page.key("Enter");
            // Where it goes with what is drawn, it goes a moment later.
            let now = (0..20).find_map(|_| {
                page.settle();
                Some(page.focus()).filter(|focus| !focus.is_null())
            });
            let now = now.unwrap_or_else(|| panic!("{step}: {about} loses the focus"));
            assert_eq!(now["inMain"], true, "{step}: {about} sends the focus to {now}");
            pressed.insert(about);
        }
    }
    let has = |word: &str| pressed.iter().any(|button| button.contains(word));
    for word in ["use 5001", "Reset to", "Generate", "Clear", "Show"] {
        assert!(has(word), "no button `{word}` in {pressed:?}");
    }
}

/// How many radio buttons go with the one that has the focus.
fn choices_of_focused(page: &Page) -> usize {
    let count = "return document.getElementsByName(document.activeElement.name).length";
    usize::try_from(page.js(count, &json!([])).as_u64().unwrap_or_default()).expect("a small number")
}
