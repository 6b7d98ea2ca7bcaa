//! What a bundle looks like, byte for byte: one snapshot a scenario, to be read in a review.

mod kyros;
mod problems;
mod received;
mod reference;

use berth::stack::{SecretMode, Shape};
use berth_testing::scenario::{Scenario, campaign, picture, tamma};

#[track_caller]
fn matches(name: &str, scenario: &Scenario) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, picture(scenario));
    });
}

#[test]
fn campaign_dev() {
    matches("campaign-dev", &campaign().generated());
}

#[test]
fn campaign_dev_with_nothing_answered() {
    matches("campaign-dev-bare", &campaign());
}

#[test]
fn campaign_prod() {
    matches("campaign-prod", &campaign().in_profile("prod").generated());
}

#[test]
fn campaign_prod_with_hostile_answers_and_add_ons() {
    let mut scenario = campaign().in_profile("prod");
    scenario.answers.addons = ["outbound", "backup", "https"].map(str::to_owned).to_vec();
    let scenario = scenario
        .generated()
        .secret("POSTGRES_PASSWORD", r#"it's; a "pass" $word \ # with=everything é漢"#)
        .secret("REDIS_PASSWORD", r#" "blanks" at \ both ends "#)
        .set("DOMAIN", "campaign.example.com")
        // No program reads it.
        .set("JWT_EXPIRATION", "12h")
        .set("OPEN_TO_ANYONE", "yes")
        .set("VITE_API_URL", "https://api.example.com/?a=$b&c=\"d\"")
        .set("S3_BUCKET", "assets.example.com")
        .set("CAMPAIGN_REGISTRY", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/campaign")
        .set("CAMPAIGN_VERSION", "1.4.0")
        .set("MINIO_IMAGE", "ghcr.io/coollabsio/minio:RELEASE.2025-10-15T17-29-55Z")
        .set("BIND_ADDRESS", "0.0.0.0");
    matches("campaign-prod-hostile", &scenario);
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
        .secret("FRONT_DOOR_PASSWORD", r#"front: \door\ $at "home" é#"#)
        .set("TAMMA_AGENT_MODEL", "${MODEL}")
        .set("TAMMA_BOT_USERNAME", "</script> {{ 1 }} | `x`")
        .set("TAMMA_ISSUE_LABELS", "good first issue, it's #1")
        .set("FRONT_DOOR", "on")
        .set("DASHBOARD_PORT", "8080")
        .set("TAMMA_REGISTRY", "registry.example.com:5000/team")
        .set("TAMMA_VERSION", "0.2.0");
    matches("tamma-dev-hostile", &scenario);
}

fn tamma_as(profile: &str, shape: Shape, secrets: SecretMode, addons: &[&str]) -> Scenario {
    let mut scenario = tamma().owned();
    profile.clone_into(&mut scenario.answers.profile);
    scenario.answers.shape = shape;
    scenario.answers.secrets = secrets;
    scenario.answers.addons = addons.iter().map(|addon| (*addon).to_owned()).collect();
    scenario.generated()
}

#[test]
fn tamma_prod() {
    matches("tamma-prod", &tamma_as("prod", Shape::Deploy, SecretMode::Env, &[]));
}

#[test]
fn tamma_prod_with_secret_files_and_every_add_on() {
    let addons = ["monitoring", "metrics", "backup", "https", "config-file"];
    let scenario = tamma_as("prod", Shape::Deploy, SecretMode::Files, &addons)
        .secret("RABBITMQ_PASSWORD", r#"it's; a "pass" $word \ # {<<>>} é漢"#)
        .secret("GRAFANA_PASSWORD", " spaces at both ends ")
        .set("DOMAIN", "tamma.example.com")
        .set("ACME_EMAIL", "ops@example.com")
        .set("TAMMA_WORKSPACE_DIR", "/srv/tamma work")
        .set("TAMMA_ENGINE_VERSION", "sha-3610115");
    matches("tamma-prod-files-addons", &scenario);
}

#[test]
fn tamma_lite_behind_a_proxy() {
    matches("tamma-lite-proxy", &tamma_as("lite", Shape::Deploy, SecretMode::Files, &["own-proxy"]));
}

#[test]
fn tamma_in_its_repository() {
    matches("tamma-repository", &tamma_as("prod", Shape::Repository, SecretMode::Env, &[]));
}
