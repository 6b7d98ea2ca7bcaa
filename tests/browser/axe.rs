//! axe-core finds nothing, on any step, in any theme, at any width; nor in what opens over the page.

use std::{env, fs};

use berth_testing::page::{Page, eventually, texts};
use serde_json::json;

use crate::Test;
use crate::keys::Keys;
use crate::screen::{DESKTOP, PHONE, Screen, THEMES};

pub const TESTS: &[(&str, Test)] = &[
    ("axe finds nothing on any step, light, on a desktop", |page| every_step(page, "light", DESKTOP)),
    ("axe finds nothing on any step, dark, on a desktop", |page| every_step(page, "dark", DESKTOP)),
    ("axe finds nothing on any step, light, on a phone", |page| every_step(page, "light", PHONE)),
    ("axe finds nothing on any step, dark, on a phone", |page| every_step(page, "dark", PHONE)),
    ("axe finds nothing in what opens over the page", over_the_page),
    ("axe is heard when it finds something", finds),
];

fn load(page: &Page) {
    let path = env::var("BERTH_JUDGE_AXE").expect("BERTH_JUDGE_AXE names axe.min.js");
    let source = fs::read_to_string(path).expect("axe.min.js");
    let done = page.browser.cdp("Runtime.evaluate", &json!({ "expression": source }));
    assert!(done["exceptionDetails"].is_null(), "{done}");
}

/// Each rule that is broken, with the elements that break it.
fn broken(page: &Page) -> Vec<String> {
    page.settle();
    // The rail's links are the steps' addresses. One that the rail has scrolled out of sight looks like a skip link.
    let run = "return window.axe.run(document, { resultTypes: ['violations'], rules: { 'skip-link': { enabled: false } } }).then(found =>
        found.violations.map(one => `${one.id}: ${one.help}\\n${one.nodes.map(node =>
            `  ${node.html}\\n    ${node.failureSummary}`).join('\\n')}`))";
    texts(&page.js(run, &json!([])))
}

#[track_caller]
fn nothing_broken(page: &Page, about: &str) {
    let broken = broken(page);
    assert!(broken.is_empty(), "{about}: {}", broken.join("\n"));
}

fn every_step(page: &mut Page, theme: &str, screen: (u32, u32)) {
    page.screen(screen);
    page.prefers(&[("prefers-color-scheme", theme)]);
    load(page);
    // With something wrong, something changed and something warned of, so that these are on show as well.
    page.unfolded_step("ports");
    page.fill("DASHBOARD_PORT", "3000");
    page.wait_for_text("#findings-summary", "1 thing to fix");
    for step in page.steps() {
        page.unfolded_step(&step);
        nothing_broken(page, &step);
    }
}

/// The files on a phone, and each dialog that the page offers by a button.
fn over_the_page(page: &mut Page) {
    load(page);
    for theme in THEMES {
        page.prefers(&[("prefers-color-scheme", theme)]);
        page.screen(PHONE);
        page.click("#open-files");
        eventually("the files", || page.browser.find("[data-file]").first().cloned());
        nothing_broken(page, &format!("files, {theme}"));
        page.browser.reload();
        page.wait_until_mounted();
        load(page);
        for size in [PHONE, DESKTOP] {
            page.screen(size);
            for name in panels(page) {
                page.click(&format!("[data-panel='{name}']"));
                page.one("dialog[open]");
                nothing_broken(page, &format!("{name}, {theme}, {} wide", size.0));
                page.no_sideways_scrolling(size.0, &name);
                page.key("Escape");
                eventually("closed", || page.browser.find("dialog[open]").is_empty().then_some(()));
            }
        }
    }
}

/// What opens a dialog says so by `data-panel`.
fn panels(page: &Page) -> Vec<String> {
    let seen = "return [...document.querySelectorAll('[data-panel]')]
        .filter(one => one.checkVisibility()).map(one => one.dataset.panel)";
    texts(&page.js(seen, &json!([])))
}

fn finds(page: &mut Page) {
    load(page);
    page.js("document.getElementById('download').textContent = ''", &json!([]));
    assert!(broken(page).iter().any(|rule| rule.starts_with("button-name")));
}
