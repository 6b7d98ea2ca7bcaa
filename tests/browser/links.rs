//! The page takes the answers that stand in its address.

use berth_testing::page::{Page, eventually};
use serde_json::json;

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[
    ("a link fills the page and leaves the step in the address", fills_the_page),
    ("G27: what of a link can't be used is named, the rest is taken", names_what_is_unusable),
    ("G25: a link takes no secret and gives none", no_secret),
];

fn go_to(page: &Page, hash: &str) {
    page.js("location.hash = arguments[0]", &json!([hash]));
}

fn is_at(page: &Page, step: &str) {
    eventually(step, || page.browser.url().ends_with(&format!("#{step}")).then_some(()));
    page.one(&format!("[data-step='{step}'][aria-current]"));
}

fn fills_the_page(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "1234");
    let shows = |port: &str| {
        is_at(page, "ports");
        eventually("the link's answer", || (page.value("DASHBOARD_PORT") == port).then_some(()));
    };
    go_to(page, "#ports?stack=tamma&profile=lite&DASHBOARD_PORT=80a%20b");
    shows("80a b");
    assert!(page.browser.find("#field-ELSA_PORT").is_empty());
    go_to(page, "#ports?stack=tamma");
    shows("3001");
    // And when the page comes up with one.
    page.js(
        "history.replaceState(null, '', '#ports?stack=tamma&DASHBOARD_PORT=4321'); location.reload()",
        &json!([]),
    );
    page.wait_until_mounted();
    shows("4321");
}

fn names_what_is_unusable(page: &mut Page) {
    go_to(page, "#ports?stack=tamma&NO_SUCH=1&profile=%zz&DASHBOARD_PORT=4321");
    page.wait_for_text(".notices", "NO_SUCH");
    page.wait_for_text(".notices", "profile");
    is_at(page, "ports");
    assert_eq!(page.value("DASHBOARD_PORT"), "4321");
    go_to(page, "#images?stack=nope&DASHBOARD_PORT=1");
    is_at(page, "images");
    page.step("ports");
    assert_eq!(page.value("DASHBOARD_PORT"), "4321");
}

fn no_secret(page: &mut Page) {
    page.step("secrets");
    page.fill("POSTGRES_PASSWORD", "mine-0123456789-mine");
    go_to(page, "#secrets?stack=tamma&profile=prod&POSTGRES_PASSWORD=canary");
    page.wait_for_text(".notices", "POSTGRES_PASSWORD");
    is_at(page, "secrets");
    assert_eq!(page.value("POSTGRES_PASSWORD"), "mine-0123456789-mine");
    let kept = "return JSON.stringify([{...localStorage}, location.href, document.body.textContent])";
    let kept = page.js(kept, &json!([])).to_string();
    assert!(!kept.contains("canary") && !kept.contains("mine-01"), "{kept}");
}
