//! What a bundle looks like, byte for byte: one snapshot a scenario, to be read in a review.

#[path = "../support/mod.rs"]
mod support;

use support::{Scenario, picture, tamma};

#[track_caller]
fn matches(name: &str, scenario: &Scenario) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, picture(scenario));
    });
}

#[test]
fn tamma_dev() {
    matches("tamma-dev", &tamma().owned().generated());
}

#[test]
fn tamma_dev_with_nothing_answered() {
    matches("tamma-dev-bare", &tamma());
}

#[test]
fn tamma_dev_with_hostile_answers() {
    let scenario = tamma()
        .owned()
        .generated()
        .secret("POSTGRES_PASSWORD", r#"it's; a "pass" $word \ # with=everything é漢"#)
        .set("GITHUB_OWNER", "${OWNER}")
        .set("TAMMA_BOT_USERNAME", "</script> {{ 1 }} | `x`")
        .set("TAMMA_ISSUE_LABELS", "good first issue, it's #1")
        .set("BIND_ADDRESS", "0.0.0.0")
        .set("DASHBOARD_PORT", "8080")
        .set("TAMMA_REGISTRY", "registry.example.com:5000/team")
        .set("TAMMA_VERSION", "0.2.0");
    matches("tamma-dev-hostile", &scenario);
}
