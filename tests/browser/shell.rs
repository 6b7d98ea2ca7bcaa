//! How the page comes up.

use berth_testing::page::Page;
use berth_testing::site::Site;
use serde_json::json;

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[
    ("the page comes up below a path of its own, and nothing is missing or refused", comes_up),
    ("the same build comes up at the root", comes_up_at_the_root),
    ("the policy allows no inline script, no inline style and no other host", policy),
    ("a link to a step that there is not opens the first", unknown_step),
];

fn comes_up(page: &mut Page) {
    assert_eq!(page.text("h1").trim(), "Berth");
    assert_eq!(page.complaints(), [""; 0]);
    let missing: Vec<String> =
        page.site.asked().into_iter().filter(|asked| !asked.starts_with("200 /berth/")).collect();
    // A browser asks for this by itself, at the root of the host.
    assert!(missing.iter().all(|asked| asked == "404 /favicon.ico"), "{missing:?}");
}

fn comes_up_at_the_root(page: &mut Page) {
    page.site = Site::serve("/");
    page.browser.go(&page.site.url);
    page.wait_until_mounted();
    assert_eq!(page.complaints(), [""; 0]);
}

fn policy(page: &mut Page) {
    let policy = page
        .js("return document.querySelector('meta[http-equiv=Content-Security-Policy]').content", &json!([]));
    let policy = policy.as_str().unwrap_or_default();
    for part in ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'"] {
        assert!(policy.split("; ").any(|found| found == part), "{part} in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("http"), "{policy}");
    let inline = "return document.querySelectorAll('script:not([src]), style, [style], [onclick]').length";
    assert_eq!(page.js(inline, &json!([])), json!(0));
}

fn unknown_step(page: &mut Page) {
    page.browser.go(&format!("{}#nonsense", page.site.url));
    page.browser.reload();
    page.wait_until_mounted();
    page.one("[data-step='stack'][aria-current]");
    assert_eq!(page.complaints(), [""; 0]);
}
