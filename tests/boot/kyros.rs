//! Kyros on the engine: built by its own Dockerfiles from a repository in outline. Its containers have fixed names, so one
//! profile stands after the other.

use std::process::Command;

use berth::plan::Plan;
use berth_testing::engine::Engine;
use berth_testing::lanes::{Lane, Steps};
use berth_testing::scenario::Scenario;

use crate::asked::{self, Asks, Waits};
use crate::http;
use crate::order::Event;
use crate::sources;
use crate::stand::{self, Stand};

pub const LANES: &[Lane] = &[Lane { name: "kyros", run: both }];

const WAITS: Waits = &[
    ("api", "database", Event::Ended),
    ("shell-ui", "api", Event::Healthy),
    ("dash-app-clv", "api", Event::Healthy),
    ("dash-app-risk", "api", Event::Healthy),
];

const ASKS: Asks = &[
    ("shell-ui", "http://api:8000/health/db"),
    ("dash-app-clv", "http://api:8000/health/db"),
    ("dash-app-risk", "http://api:8000/health/db"),
    ("api", "http://shell-ui:3000/"),
    ("api", "http://dash-app-clv:8050/api/proxy/dash/customer-lifetime-value/_favicon.ico"),
    ("api", "http://dash-app-risk:8051/api/proxy/dash/risk-analysis/_favicon.ico"),
];

/// Its images have the same names in both profiles.
pub fn plan() -> Plan<'static> {
    answered().plan()
}

fn answered() -> Scenario {
    stand::answered(berth::catalogue::find("kyros").expect("it ships"))
}

fn both(steps: &Steps, engine: &Engine) {
    for profile in ["dev", "prod"] {
        let scenario = stand::at_ports(answered().in_profile(profile), steps.first_port());
        let stand = Stand::in_repository(engine, &format!("kyros-{profile}"), &scenario, &sources::kyros());
        // As the guide says: the programs' user must be able to write there.
        let mut own = Command::new("chown");
        own.args(["-R", "1000:1000", "data", "apps/shell-ui"]).current_dir(stand.home());
        assert!(own.status().expect("chown runs").success());
        let steps = &steps.within(profile);
        asked::started(steps, &stand, WAITS);
        asked::reached(steps, &stand, ASKS);
        asked::refused(steps, &stand);
        steps.step("G22: the page is served, and the rest where it is published", || {
            assert_eq!(http::get(stand.port("SHELL_UI_PORT"), "/").0, 200);
            for (key, path, status) in
                [("API_PORT", "/health/db", 200), ("DASH_CLV_PORT", "/", 401), ("DASH_RISK_PORT", "/", 401)]
            {
                assert_eq!(http::listens(stand.port(key)), profile == "dev", "{key}");
                assert!(profile != "dev" || http::get(stand.port(key), path).0 == status, "{key}");
            }
        });
        steps.step("G30: the job has made the database, and put the data where it was missing", || {
            let said = stand.compose(&["logs", "--no-color", "database"]).unwrap();
            assert!(said.contains("had no tables: made them by schema.sql"), "{said}");
            assert!(stand.exec("api", &["test", "-s", "/app/data/mock-data/clv/data.csv"]).is_ok());
        });
        if profile == "prod" {
            steps.step("G30: production's images sign by the variable, and start with nothing less", || {
                let config = "packages/shared-config/src/shared_config/config.py";
                for service in ["api", "dash-app-clv", "dash-app-risk"] {
                    assert!(stand.exec(service, &["python", config]).is_ok(), "{service}");
                    let short = ["env", "JWT_SECRET_KEY=short", "python", config];
                    let refused = stand.exec(service, &short).unwrap_err();
                    assert!(refused.contains("expected 32 characters or more"), "{refused}");
                }
            });
        }
        steps.step("`down` and `up` keep the database", || {
            let sql = |sql: &str| {
                let open = "import sqlite3; kept = sqlite3.connect('/app/data/tenant_metadata.db')";
                let words = format!("{open}\nwith kept: print(kept.execute({sql:?}).fetchone()[0])");
                stand.exec("api", &["python", "-c", &words]).unwrap()
            };
            sql("INSERT INTO tenants VALUES ('mine') RETURNING id");
            stand.compose(&["down"]).unwrap();
            stand.up();
            assert_eq!(sql("SELECT count(*) FROM tenants"), "2");
            let said = stand.compose(&["logs", "--no-color", "database"]).unwrap();
            assert!(!said.contains("had no tables"), "{said}");
        });
        if profile == "dev" {
            asked::edited(steps, &stand, "DATABASE_PATH", "/app/data/other.db", "api", "DATABASE_PATH", "");
        }
        asked::comes_back(steps, &stand);
    }
}
