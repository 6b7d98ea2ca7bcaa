//! The whole way from an empty page to a zip, the same in every browser.

use std::io::{Cursor, Read};

use berth_testing::page::{Page, eventually};
use berth_testing::scenario::{ANTHROPIC_API_KEY, GITHUB_TOKEN};
use berth_testing::webdriver::Browser;
use serde_json::json;
use zip::ZipArchive;

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[("from an empty page to a zip", journey)];

fn journey(page: &mut Page) {
    page.step("stack");
    page.click("input[name=stack][value=tamma]");
    page.choose("profile", "dev");
    assert!(page.preview(".env").contains("DASHBOARD_PORT=3001"));

    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.preview(".env");
    page.wait_for_text("#preview-code", "DASHBOARD_PORT=3456");

    make_a_secret(page);
    there_and_back(page);
    survives_a_reload(page);
    mend(page);
    review(page);
    take_away(page);
}

fn make_a_secret(page: &Page) {
    page.step("secrets");
    page.press("POSTGRES_PASSWORD", "Generate");
    let made =
        eventually("a secret", || Some(page.value("POSTGRES_PASSWORD")).filter(|made| !made.is_empty()));
    let masked = "const it = document.getElementById('field-POSTGRES_PASSWORD');
        return it.type === 'password' || getComputedStyle(it).webkitTextSecurity === 'disc'";
    let is_masked = || page.js(masked, &json!([])) == true;
    assert!(is_masked());
    page.press("POSTGRES_PASSWORD", "Show");
    eventually("the secret in sight", || (!is_masked()).then_some(()));
    assert_eq!(page.value("POSTGRES_PASSWORD"), made);
}

fn there_and_back(page: &Page) {
    page.browser.back();
    page.is_at("ports");
    page.one("#field-DASHBOARD_PORT");
    page.browser.forward();
    page.is_at("secrets");
    page.one("#field-POSTGRES_PASSWORD");
    assert_ne!(page.value("POSTGRES_PASSWORD"), "", "on the way there and back");
}

fn survives_a_reload(page: &Page) {
    page.browser.reload();
    page.wait_until_mounted();
    page.one("#field-POSTGRES_PASSWORD");
    assert_eq!(page.value("POSTGRES_PASSWORD"), "", "a secret is asked again");
    page.step("ports");
    page.one("#field-DASHBOARD_PORT");
    assert_eq!(page.value("DASHBOARD_PORT"), "3456");
}

fn mend(page: &Page) {
    page.fill("DASHBOARD_PORT", "3000");
    page.one("#field-DASHBOARD_PORT[aria-invalid='true']");
    page.click("[data-mend='DASHBOARD_PORT'] button");
    eventually("the mended port", || (page.value("DASHBOARD_PORT") == "3001").then_some(()));
    page.fill("DASHBOARD_PORT", "3457");
    page.step("secrets");
    page.fill("GITHUB_TOKEN", GITHUB_TOKEN);
    page.fill("ANTHROPIC_API_KEY", ANTHROPIC_API_KEY);
}

fn review(page: &Page) {
    page.step("review");
    page.wait_for_text("main", "docker compose up -d");
    page.wait_for_text("main", "3457");
    eventually("nothing to fix", || page.browser.find("#download[aria-disabled]").is_empty().then_some(()));
}

fn take_away(page: &Page) {
    if page.browser.browser() == Browser::WebKit {
        // Where it saves is its own affair, so the page hands over to us.
        page.js(
            "URL.createObjectURL = blob => { window.taken = blob; return 'about:blank#taken'; };
             HTMLAnchorElement.prototype.click = () => {};",
            &json!([]),
        );
    }
    page.click("#download");
    let bytes = if page.browser.browser() == Browser::WebKit { taken(page) } else { page.saved_zip() };
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let names: Vec<String> = zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let name = names.iter().find(|name| name.ends_with(".env")).unwrap_or_else(|| panic!("{names:?}"));
    let mut entry = zip.by_name(name).expect("an entry");
    assert_eq!(entry.unix_mode().map(|mode| mode & 0o777), Some(0o600));
    let mut text = String::new();
    entry.read_to_string(&mut text).expect("text that is whole");
    assert!(text.contains("DASHBOARD_PORT=3457") && text.contains(GITHUB_TOKEN), "{text}");
}

fn taken(page: &Page) -> Vec<u8> {
    eventually("the zip", || (page.js("return Boolean(window.taken)", &json!([])) == true).then_some(()));
    page.js(
        "window.taken.arrayBuffer().then(buffer => { window.bytes = [...new Uint8Array(buffer)]; })",
        &json!([]),
    );
    let bytes =
        eventually("its bytes", || page.js("return window.bytes ?? null", &json!([])).as_array().cloned());
    bytes.iter().map(|byte| u8::try_from(byte.as_u64().expect("a number")).expect("a byte")).collect()
}
