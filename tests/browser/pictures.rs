//! What the page looks like, step by step, as files to look at: `target/screenshots`.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use berth_testing::page::Page;
use serde_json::json;

use crate::Test;
use crate::screen::{DESKTOP, PHONE, Screen, TABLET, THEMES};

pub const TESTS: &[(&str, Test)] = &[
    ("screenshots of every step on a desktop, where nothing scrolls sideways or as a whole", |page| {
        steps(page, DESKTOP);
    }),
    ("screenshots of every step on a tablet, where nothing scrolls sideways or as a whole", |page| {
        steps(page, TABLET);
    }),
    ("screenshots of every step on a phone, where nothing scrolls sideways", |page| steps(page, PHONE)),
    ("screenshots for the README", readme),
];

fn steps(page: &mut Page, screen: (u32, u32)) {
    page.screen(screen);
    for theme in THEMES {
        page.prefers(&[("prefers-color-scheme", theme)]);
        for (at, step) in page.steps().into_iter().enumerate() {
            page.step(&step);
            page.settle();
            page.no_sideways_scrolling(screen.0, &format!("{step}, {theme}"));
            if screen != PHONE {
                let over =
                    "const page = document.scrollingElement; return page.scrollHeight - page.clientHeight";
                assert_eq!(page.js(over, &json!([])), 0, "{step}: the page is longer than the screen");
            }
            keep(page, &format!("{}-{theme}-{}-{step}", screen.0, at + 1));
        }
    }
}

/// A step where something was changed, and the line of the file that it changed.
fn readme(page: &mut Page) {
    page.screen((1280, 760));
    page.step("ports");
    page.fill("DASHBOARD_PORT", "8080");
    page.preview(".env");
    page.wait_for_text("#preview-code", "DASHBOARD_PORT=8080");
    for theme in THEMES {
        page.prefers(&[("prefers-color-scheme", theme)]);
        page.settle();
        keep(page, &format!("wizard-{theme}"));
    }
}

/// As Chromium's own protocol takes it: of what is on the screen, at the size that the page was told.
fn keep(page: &Page, name: &str) {
    let picture =
        page.browser.cdp("Page.captureScreenshot", &json!({ "format": "png", "optimizeForSpeed": false }));
    let bytes = BASE64.decode(picture["data"].as_str().expect("a picture")).expect("base64");
    assert!(bytes.len() > 5_000, "{name} is empty");
    let folder = folder();
    fs::create_dir_all(&folder).expect("the folder for screenshots");
    fs::write(folder.join(format!("{name}.png")), bytes).expect("a picture");
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("below target").join("screenshots")
}
