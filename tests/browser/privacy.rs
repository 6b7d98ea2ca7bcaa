//! No secret ever leaves the page (G25).

use serde_json::json;

use crate::Test;
use crate::page::Page;

pub const TESTS: &[(&str, Test)] = &[
    ("G25: after loading, the page asks for nothing", silent),
    ("G25: a secret is in no URL, storage, cookie, attribute or log", nowhere),
];

const CANARY: &str = "canary-0123456789";

/// Everything that a person does, with a secret in every secret field.
fn use_the_page(page: &Page) {
    page.choose("secrets", "files");
    for addon in ["monitoring", "metrics", "backup", "config-file"] {
        page.choose("addons", addon);
    }
    page.step("secrets");
    for key in secrets() {
        page.fill(key, CANARY);
    }
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.preview("secrets/rabbitmq.config");
    page.preview(".env");
    for step in ["settings", "review", "secrets"] {
        page.step(step);
    }
}

fn secrets() -> impl Iterator<Item = &'static str> {
    let fields = berth::catalogue::first().fields.iter();
    fields.filter(|field| field.secret().is_some()).map(|field| field.key)
}

fn silent(page: &mut Page) {
    page.wait_until_kept();
    let at_first = page.site.asked();
    use_the_page(page);
    page.step("secrets");
    for key in secrets() {
        page.fill(key, "");
    }
    page.click("#generate-all");
    page.click("#download");
    // A favicon may be asked for late, by the browser.
    let later = page.site.asked().split_off(at_first.len());
    assert!(
        later.iter().all(|asked| asked.ends_with("icon.svg") || asked.ends_with("favicon.ico")),
        "{later:?}"
    );
}

fn nowhere(page: &mut Page) {
    use_the_page(page);
    assert!(!page.browser.url().contains(CANARY));
    let kept =
        "return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state])";
    let attributes = "return [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).map(a => a.value).join('\\n')";
    let resources = "return performance.getEntries().map(e => e.name).join('\\n')";
    for look in [kept, attributes, resources] {
        let seen = page.js(look, &json!([]));
        assert!(!seen.to_string().contains(CANARY), "{look}");
    }
    assert!(!page.text("body").contains(CANARY), "in the text of the page");
    assert!(page.browser.console().iter().all(|entry| !entry.to_string().contains(CANARY)));
    assert!(page.site.asked().iter().all(|asked| !asked.contains(CANARY)));
}
