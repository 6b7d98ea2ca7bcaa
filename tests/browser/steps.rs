//! Going from step to step.

use berth_testing::page::{Page, eventually};
use berth_testing::scenario;
use serde_json::json;

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[
    ("every step of the conversation can be opened at any time", every_step),
    ("Back and Forward go through the steps", back_and_forward),
    ("every field of the manifest is on the page", every_field),
    ("the preview holds every file, and follows an answer", preview_follows),
    ("a line of the preview that does not change keeps its element", untouched_lines),
    ("G26: answers survive a reload, secrets are asked again", survives_a_reload),
];

fn every_step(page: &mut Page) {
    for step in ["review", "secrets", "images", "ports", "settings", "profile", "stack"] {
        page.step(step);
        page.one(&format!("[data-step='{step}'][aria-current]"));
    }
}

fn back_and_forward(page: &mut Page) {
    page.step("ports");
    page.step("images");
    page.browser.back();
    page.is_at("ports");
    page.one("#field-DASHBOARD_PORT");
    page.browser.forward();
    page.is_at("images");
    page.one("#field-TAMMA_VERSION");
}

fn every_field(page: &mut Page) {
    let stack = berth::catalogue::first();
    let asked = berth::plan::asked(stack, &berth::answers::Answers::new(stack));
    for (step, stage) in [
        ("ports", berth::stack::Stage::Ports),
        ("images", berth::stack::Stage::Images),
        ("secrets", berth::stack::Stage::Secrets),
        ("settings", berth::stack::Stage::Settings),
    ] {
        page.step(step);
        for field in stack.fields_at(stage, &asked).flat_map(|(_, fields)| fields) {
            let css = format!("#field-{}", field.key);
            eventually(&css, || (!page.browser.find(&css).is_empty()).then_some(()));
        }
    }
}

fn preview_follows(page: &mut Page) {
    for file in &scenario::tamma().bundle().files {
        let shown = page.preview(&file.path);
        let line = file.text.lines().find(|line| line.len() > 20).expect("a line to look for");
        assert!(shown.contains(line), "`{line}` in {}", file.path);
    }
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.preview(".env");
    page.wait_for_text("#preview-code", "DASHBOARD_PORT=3456");
}

fn untouched_lines(page: &mut Page) {
    page.step("ports");
    page.preview(".env");
    let mark = "document.querySelectorAll('#preview-code .code__line').forEach(line => line.marked = true)";
    let marked = "return [...document.querySelectorAll('#preview-code .code__line')].map(line => line.marked === true)";
    page.js(mark, &json!([]));
    page.fill("DASHBOARD_PORT", "3456");
    page.wait_for_text("#preview-code", "DASHBOARD_PORT=3456");
    let kept = page.js(marked, &json!([]));
    let kept: Vec<bool> = kept.as_array().into_iter().flatten().map(|kept| kept == true).collect();
    let new = kept.iter().filter(|kept| !**kept).count();
    assert!(kept.len() > 100 && new <= 1, "{new} of {} lines are new", kept.len());
}

fn survives_a_reload(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.step("secrets");
    page.fill("POSTGRES_PASSWORD", "canary-of-a-secret");
    page.browser.reload();
    page.wait_until_mounted();
    page.one("#field-POSTGRES_PASSWORD");
    assert_eq!(page.value("POSTGRES_PASSWORD"), "");
    page.step("ports");
    assert_eq!(page.value("DASHBOARD_PORT"), "3456");
}
