//! Tamma on the engine: development, production and the small set-up.

use std::time::Duration;

use berth::catalogue;
use berth::stack::SecretMode;
use berth_testing::engine::Engine;
use berth_testing::hostile::texts;
use berth_testing::lanes::{Lane, Steps};
use berth_testing::scenario::Scenario;

use crate::asked::{self, Asks, Waits};
use crate::http;
use crate::order::Event;
use crate::scripts;
use crate::stand::{self, Stand};

pub const LANES: &[Lane] = &[
    Lane { name: "tamma dev", run: development },
    Lane { name: "tamma prod", run: production },
    Lane { name: "tamma lite", run: lite },
    Lane {
        name: "tamma dev add-ons",
        run: |steps, engine| with_add_ons(steps, engine, "dev", SecretMode::Files),
    },
    Lane {
        name: "tamma prod add-ons",
        run: |steps, engine| with_add_ons(steps, engine, "prod", SecretMode::Env),
    },
    Lane {
        name: "tamma lite add-ons",
        run: |steps, engine| with_add_ons(steps, engine, "lite", SecretMode::Files),
    },
];

const WAITS: Waits = &[
    ("elsa-server", "postgres", Event::Healthy),
    ("elsa-server", "rabbitmq", Event::Healthy),
    ("tamma-api-dotnet", "postgres", Event::Healthy),
    ("tamma-api", "postgres", Event::Healthy),
];

pub const ASKS: Asks = &[
    ("tamma-api-dotnet", "http://elsa-server:5000/health"),
    ("tamma-api-dotnet", "http://tamma-api:3100/api/health"),
    ("tamma-dashboard", "http://tamma-api:3100/api/health"),
];

const LITE_ASKS: Asks = &[("tamma-dashboard", "http://tamma-api:3100/api/health")];

pub fn scenario(profile: &str, secrets: SecretMode, port: u16) -> Scenario {
    let mut scenario = stand::answered(catalogue::first()).in_profile(profile);
    scenario.answers.secrets = secrets;
    stand::at_ports(scenario, port)
}

fn development(steps: &Steps, engine: &Engine) {
    let plain = scenario("dev", SecretMode::Env, steps.first_port());
    let stand = Stand::new(engine, "tamma-dev", &plain);
    asked::started(steps, &stand, WAITS);
    asked::reached(steps, &stand, ASKS);
    front_door(steps, &stand, true);
    kept(steps, &stand);
    asked::edited(steps, &stand, "TAMMA_LOG_LEVEL", "warn", "tamma-api", "TAMMA_LOG_LEVEL", "postgres");
    moved(steps, &stand);
    asked::refused(steps, &stand);
    asked::comes_back(steps, &stand);
}

fn production(steps: &Steps, engine: &Engine) {
    let plain = scenario("prod", SecretMode::Files, steps.first_port());
    let stand = Stand::new(engine, "tamma-prod", &plain);
    asked::started(steps, &stand, WAITS);
    asked::reached(steps, &stand, ASKS);
    front_door(steps, &stand, true);
    kept(steps, &stand);
    asked::edited(
        steps,
        &stand,
        "ELSA_LOG_LEVEL",
        "Debug",
        "elsa-server",
        "Serilog__MinimumLevel__Default",
        "rabbitmq",
    );
    asked::refused(steps, &stand);
    asked::comes_back(steps, &stand);
}

fn lite(steps: &Steps, engine: &Engine) {
    let plain = scenario("lite", SecretMode::Env, steps.first_port());
    let stand = Stand::new(engine, "tamma-lite", &plain);
    asked::started(steps, &stand, WAITS);
    asked::reached(steps, &stand, LITE_ASKS);
    front_door(steps, &stand, false);
    kept(steps, &stand);
    scripts::tests(steps, &stand);
    asked::comes_back(steps, &stand);
}

fn with_add_ons(steps: &Steps, engine: &Engine, profile: &str, secrets: SecretMode) {
    let socket = engine.socket().display().to_string();
    let plain = scenario(profile, secrets, steps.first_port()).set("DOCKER_SOCKET", &socket);
    asked::with_add_ons(
        steps,
        &plain.everywhere(&texts(60)),
        WAITS,
        |scenario| Stand::new(engine, &format!("tamma-{profile}-more"), scenario),
        |steps, stand| {
            steps.step("the front door asks for a password, and leads to Grafana as well", || {
                let front = if asked::runs(stand, "gateway") { "gateway" } else { "tamma-dashboard" };
                let user = asked::front_door_user(stand);
                let ask = |path: &str, user: &[&str]| {
                    let url = format!("http://127.0.0.1:80{path}");
                    stand.exec(front, &[&["curl", "-fsS", "-m", "10", url.as_str()], user].concat())
                };
                for path in ["/grafana/api/health", "/api/workflows/definitions", "/"] {
                    ask(path, &["-u", &user]).unwrap_or_else(|words| panic!("{words}"));
                    let refused = ask(path, &[]).expect_err("no password was given");
                    assert!(refused.contains("401"), "{path}: {refused}");
                }
                ask("/api/health", &[]).unwrap_or_else(|words| panic!("{words}"));
            });
        },
    );
}

/// The page at every path of its own, both APIs below theirs, and events at once.
pub fn front_door(steps: &Steps, stand: &Stand, full: bool) {
    let port = stand.port("DASHBOARD_PORT");
    steps.step("G11: the front door serves the page, both APIs and events", || {
        for path in ["/", "/workflows/42?tab=log"] {
            let (status, body) = http::get(port, path);
            assert_eq!(status, 200, "{path}");
            assert!(body.contains("<title>stand-in</title>"), "{path}: {body}");
        }
        let path = "/api/knowledge-base/mcp/servers/a%2Fb?c=d";
        let (status, body) = http::get(port, path);
        assert_eq!(status, 200);
        assert!(body.contains(&format!(r#""by": "tamma/tamma-api", "path": "{path}""#)), "{body}");
        assert_eq!(http::get(port, "/api/nothing").0, 404);
        let (status, body) = http::get(port, "/elsa-api/api/mentorship/sessions/a%2Fb");
        if full {
            assert_eq!(status, 401);
            let by = r#""by": "tamma/tamma-api-dotnet", "path": "/api/mentorship/sessions/a%2Fb""#;
            assert!(body.contains(by), "{body}");
        } else {
            assert_eq!(status, 404, "{body}");
        }
        let (event, took) = http::first_event(port, "/api/engine/events/state");
        assert_eq!(event, "data: 1 by tamma/tamma-api");
        assert!(took < Duration::from_secs(4), "the event took {took:?}");
    });
}

/// Rows, messages and files outlast `down`.
pub fn kept(steps: &Steps, stand: &Stand) {
    steps.step("G13, G14: `down` and `up` keep rows, messages and files", || {
        let sql =
            |sql: &str| stand.exec("postgres", &["psql", "-XtAq", "-U", "tamma", "-d", "tamma", "-c", sql]);
        sql("CREATE TABLE kept AS SELECT 'row' AS what").unwrap();
        let broker = asked::runs(stand, "rabbitmq");
        if broker {
            stand.exec("rabbitmq", &["rabbitmqctl", "-q", "add_vhost", "kept"]).unwrap();
            stand.exec("elsa-server", &["sh", "-c", "echo file >/app/storage/kept"]).unwrap();
        }
        stand.exec("tamma-engine", &["sh", "-c", "echo file >/workspace/kept"]).unwrap();
        stand.compose(&["down"]).unwrap();
        stand.up();
        assert_eq!(sql("SELECT what FROM kept").unwrap(), "row");
        if broker {
            let hosts = stand.exec("rabbitmq", &["rabbitmqctl", "-q", "list_vhosts"]).unwrap();
            assert!(hosts.lines().any(|line| line == "kept"), "{hosts}");
            assert_eq!(stand.exec("elsa-server", &["cat", "/app/storage/kept"]).unwrap(), "file");
        }
        assert_eq!(stand.exec("tamma-engine", &["cat", "/workspace/kept"]).unwrap(), "file");
    });
}

/// A port that is changed in `.env` moves.
fn moved(steps: &Steps, stand: &Stand) {
    steps.step("G6: a port that is edited in .env moves, and the old one is closed", || {
        let old = stand.port("DASHBOARD_PORT");
        let new = old + 50;
        stand.edit_env("DASHBOARD_PORT", &new.to_string());
        stand.up();
        assert!(http::listens(new) && !http::listens(old), "{old}, {new}");
    });
}
