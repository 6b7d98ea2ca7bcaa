//! The stack Kyros.

use crate::matches;
use crate::support::{Scenario, kyros};

fn prod(scenario: Scenario) -> Scenario {
    let mut scenario = scenario;
    "prod".clone_into(&mut scenario.answers.profile);
    scenario
}

#[test]
fn kyros_dev() {
    matches("kyros-dev", &kyros().generated());
}

#[test]
fn kyros_dev_with_nothing_answered() {
    matches("kyros-dev-bare", &kyros());
}

#[test]
fn kyros_prod() {
    let scenario = kyros().generated().set("NODE_VERSION", "24").set("API_WORKERS", "4");
    matches("kyros-prod", &prod(scenario));
}

#[test]
fn kyros_prod_with_hostile_answers() {
    let scenario = kyros()
        .secret("JWT_SECRET_KEY", r#"it's; a "pass" $word \ # with=everything é漢 and more"#)
        .set("API_BASE_URL", "http://api:8000/${X} #`x` \"y\" \\ </script> {{ 1 }}")
        .set("DATABASE_PATH", "/app/data/it's a $base|`x`.db")
        .set("APP_UID", "0")
        .set("BIND_ADDRESS", "0.0.0.0")
        .set("DASH_CLV_PORT", "443");
    matches("kyros-hostile", &prod(scenario));
}
