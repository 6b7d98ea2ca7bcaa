//! Kyros on the engine: built by its own Dockerfiles from a repository in outline. Its containers have fixed names, so one
//! profile stands after the other.

use std::process::Command;

use berth::plan::Plan;

use crate::asked::{self, Asks, Waits};
use crate::engine::Engine;
use crate::http;
use crate::lanes::{Lane, Steps};
use crate::order::Event;
use crate::sources;
use crate::stand::{self, Stand};
use crate::support::Scenario;

pub const LANES: &[Lane] = &[Lane { name: "kyros", run: both }];

const WAITS: Waits = &[
    ("shell-ui", "api", Event::Healthy),
    ("dash-app-clv", "api", Event::Healthy),
    ("dash-app-risk", "api", Event::Healthy),
];

const ASKS: Asks = &[
    ("shell-ui", "http://api:8000/health"),
    ("dash-app-clv", "http://api:8000/health"),
    ("dash-app-risk", "http://api:8000/health"),
    ("api", "http://shell-ui:3000/"),
    ("api", "http://dash-app-clv:8050/"),
    ("api", "http://dash-app-risk:8051/"),
];

/// Its images have the same names in both profiles.
pub fn plan() -> Plan {
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
        steps.step("G22: the pages are served, and the API where it is published", || {
            for key in ["SHELL_UI_PORT", "DASH_CLV_PORT", "DASH_RISK_PORT"] {
                assert_eq!(http::get(stand.port(key), "/").0, 200, "{key}");
            }
            assert_eq!(http::listens(stand.port("API_PORT")), profile == "dev");
        });
        steps.step("`down` and `up` keep the database", || {
            let rows = |stand: &Stand| {
                let sql = "import sqlite3; print(sqlite3.connect('/app/data/tenant_metadata.db').execute('SELECT count(*) FROM starts').fetchone()[0])";
                stand.exec("api", &["python", "-c", sql]).unwrap().parse::<u32>().unwrap()
            };
            let before = rows(&stand);
            stand.compose(&["down"]).unwrap();
            stand.up();
            assert_eq!(rows(&stand), before + 1);
        });
        if profile == "dev" {
            asked::edited(steps, &stand, "DATABASE_PATH", "/app/data/other.db", "api", "DATABASE_PATH", "");
        }
        asked::comes_back(steps, &stand);
    }
}
