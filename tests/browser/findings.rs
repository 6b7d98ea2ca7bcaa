//! What is wrong is said where it is wrong.

use berth_testing::page::{Page, eventually};

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[
    ("G7: a port that is taken is said under its field, and mended by a button", taken_port),
    ("G26: what was typed is kept even where it is wrong", kept_though_wrong),
    ("nothing is handed over while an answer is wrong", no_download),
];

fn taken_port(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3000");
    let said = "#field-DASHBOARD_PORT[aria-invalid='true']";
    page.one(said);
    page.wait_for_text("main", "3000 is taken by .NET API");
    page.wait_for_text("#findings-summary", "1 thing to fix");
    page.click("[data-mend='DASHBOARD_PORT']");
    eventually("the mended port", || (page.value("DASHBOARD_PORT") == "3001").then_some(()));
    eventually("no finding", || page.browser.find(said).is_empty().then_some(()));
}

fn kept_though_wrong(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "30 01x");
    page.step("images");
    page.step("ports");
    page.one("#field-DASHBOARD_PORT");
    assert_eq!(page.value("DASHBOARD_PORT"), "30 01x");
    page.wait_for_text("main", "expected a port from 1 to 65535; found 30 01x");
}

fn no_download(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "x");
    page.one("#field-DASHBOARD_PORT[aria-invalid='true']");
    page.click("#download");
    page.wait_for_text("body", "to fix");
    let saved = std::fs::read_dir(page.downloads.path()).expect("the folder").count();
    assert_eq!(saved, 0);
}
