//! Secrets on the page.

use berth_testing::page::{Page, eventually};
use serde_json::json;

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[
    ("no secret is filled in before it is asked for", never_prefilled),
    ("generated secrets are of their form, differ, and stay as they are", generated),
    ("the preview masks secrets", masked),
    ("a secret is masked, judged as it is typed, and replaced by one button", judged),
];

const MADE: [&str; 4] = ["POSTGRES_PASSWORD", "RABBITMQ_PASSWORD", "ELSA_SIGNING_KEY", "FRONT_DOOR_PASSWORD"];

fn never_prefilled(page: &mut Page) {
    page.step("secrets");
    page.one("#field-POSTGRES_PASSWORD");
    for key in MADE.into_iter().chain(["GITHUB_TOKEN", "ANTHROPIC_API_KEY"]) {
        assert_eq!(page.value(key), "", "{key}");
        let hidden = "const input = document.querySelector(arguments[0]); \
                      return input.type === 'password' || getComputedStyle(input).webkitTextSecurity === 'disc'";
        assert_eq!(page.js(hidden, &json!([format!("#field-{key}")])), true, "{key}");
    }
}

fn generated(page: &mut Page) {
    page.step("secrets");
    page.click("#generate-all");
    let stack = berth::catalogue::first();
    let mut seen = Vec::new();
    for key in MADE {
        let value = eventually(key, || Some(page.value(key)).filter(|value| !value.is_empty()));
        assert_eq!(stack.field(key).expect("a field").kind().check(&value), Ok(()), "{key}");
        assert!(!seen.contains(&value), "{key}");
        seen.push(value);
    }
    // Made on entry, not again by whatever is computed anew.
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.step("secrets");
    page.one("#field-POSTGRES_PASSWORD");
    assert_eq!(MADE.map(|key| page.value(key)).to_vec(), seen);
}

fn masked(page: &mut Page) {
    page.step("secrets");
    page.fill("POSTGRES_PASSWORD", "canary; of a secret");
    let shown = page.preview(".env");
    assert!(shown.contains("POSTGRES_PASSWORD=") && !shown.contains("canary"), "{shown}");
}

fn judged(page: &mut Page) {
    page.step("secrets");
    let strength = "#field-POSTGRES_PASSWORD-strength";
    let masked = |is: bool| {
        let hidden = "const input = document.querySelector('#field-POSTGRES_PASSWORD'); \
                      return input.type === 'password' || getComputedStyle(input).webkitTextSecurity === 'disc'";
        assert_eq!(page.js(hidden, &json!([])), is);
    };
    page.wait_for_text("[data-generate='POSTGRES_PASSWORD']", "Generate");
    page.fill("POSTGRES_PASSWORD", "hunter2");
    masked(true);
    page.wait_for_text(strength, "Weak: 7 characters, about ");
    page.fill("POSTGRES_PASSWORD", "kq7Vx2LpZ9mRw4Ts");
    page.wait_for_text(strength, "16 characters, about 94 bits if they are random");
    assert!(!page.text(strength).contains("Weak"));
    page.click(".field:has(#field-POSTGRES_PASSWORD) [title='Show']");
    masked(false);
    page.click(".field:has(#field-POSTGRES_PASSWORD) [title='Hide']");
    masked(true);
    page.wait_for_text("[data-generate='POSTGRES_PASSWORD']", "Replace");
    page.click("[data-generate='POSTGRES_PASSWORD']");
    page.wait_for_text(strength, "bits, made here");
    assert_ne!(page.value("POSTGRES_PASSWORD"), "kq7Vx2LpZ9mRw4Ts");
    let offered =
        "return document.querySelectorAll('form, [name=password], [autocomplete*=password]').length";
    assert_eq!(page.js(offered, &json!([])), 0);
}
