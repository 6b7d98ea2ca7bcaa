//! Campaign on the engine: built by its own Dockerfiles from a repository in outline.

use berth::plan::Plan;
use berth_testing::engine::{Engine, WORLD};
use berth_testing::hostile::texts;
use berth_testing::lanes::{Lane, Steps};
use berth_testing::scenario::Scenario;

use crate::asked::{self, Asks, Waits};
use crate::http;
use crate::order::Event;
use crate::sources;
use crate::stand::{self, Stand};

pub const LANES: &[Lane] = &[
    Lane { name: "campaign dev", run: development },
    Lane { name: "campaign prod", run: production },
    Lane { name: "campaign add-ons", run: with_add_ons },
];

const WAITS: Waits = &[
    ("minio-bucket", "minio", Event::Healthy),
    ("migrate", "postgres", Event::Healthy),
    ("service-account", "migrate", Event::Ended),
    ("api", "postgres", Event::Healthy),
    ("api", "redis", Event::Healthy),
    ("api", "migrate", Event::Ended),
    ("api", "minio-bucket", Event::Ended),
    ("rules-engine", "redis", Event::Healthy),
    ("rules-engine", "migrate", Event::Ended),
    ("scheduler", "redis", Event::Healthy),
    ("scheduler", "service-account", Event::Ended),
    ("frontend", "api", Event::Healthy),
];

const ASKS: Asks =
    &[("api", "http://minio:9000/minio/health/ready"), ("scheduler", "http://scheduler:9266/health")];

/// A service, and a name that it must not find.
const APART: &[(&str, &str)] =
    &[("frontend", "postgres"), ("frontend", "redis"), ("frontend", "minio"), ("postgres", "frontend")];

/// Lanes build at once, each its own set of images.
const WITH_ADD_ONS: &str = "more";

/// One for each set of images.
pub fn plans() -> impl Iterator<Item = Plan<'static>> {
    ["dev", "prod", WITH_ADD_ONS]
        .into_iter()
        .map(|version| answered().set("CAMPAIGN_VERSION", version).plan())
}

fn answered() -> Scenario {
    stand::answered(berth::catalogue::find("campaign").expect("it ships"))
}

fn scenario(profile: &str, port: u16) -> Scenario {
    // Only with some add-ons is it asked.
    let scenario =
        answered().in_profile(profile).set("CAMPAIGN_VERSION", profile).set("OPEN_TO_ANYONE", "yes");
    stand::at_ports(scenario, port)
}

fn development(steps: &Steps, engine: &Engine) {
    let scenario = scenario("dev", steps.first_port());
    let stand = Stand::in_repository(engine, "campaign-dev", &scenario, &sources::campaign());
    all(steps, &stand);
    steps.step("what a developer sets in .env.local reaches the applications", || {
        std::fs::write(stand.home().join(".env.local"), "FRONTEND_PORT=9\nONLY_MINE=\"a b\"\n").unwrap();
        stand.up();
        let api = &stand.containers("api")[0];
        assert_eq!(asked::variable_of(api, "ONLY_MINE").as_deref(), Some("a b"));
    });
    steps.step("the source that is saved is the source in the container", || {
        std::fs::write(stand.home().join("packages/api/src/new.js"), "// saved\n").unwrap();
        assert_eq!(stand.exec("api", &["cat", "/app/packages/api/src/new.js"]).unwrap(), "// saved");
    });
    changed(steps, &stand);
    asked::comes_back(steps, &stand);
}

/// A newer version that asks for other tables.
fn changed(steps: &Steps, stand: &Stand) {
    steps.step("G24, G30: tables are dumped before they are changed, and no second time", || {
        let sql = "CREATE TABLE more (what text);\n";
        stand.folder.write("packages/api/prisma/migrations/2_more/migration.sql", sql);
        stand.up();
        stand.up();
        let said = stand.compose(&["logs", "--no-color", "--no-log-prefix", "migrate"]).unwrap();
        assert_eq!(said.matches("still to be applied: 2_more").count(), 1, "{said}");
        assert!(said.trim_end().ends_with("migrate: done") && said.contains("no dump is needed"), "{said}");
        let kept = ["run", "--rm", "--no-deps", "-T", "--entrypoint", "sh", "migrate", "-c", "ls /dumps"];
        let dumps = stand.compose(&kept).unwrap();
        assert!(dumps.lines().count() == 1 && dumps.ends_with(".dump"), "{dumps}");
    });
}

fn production(steps: &Steps, engine: &Engine) {
    let scenario = scenario("prod", steps.first_port());
    let stand = Stand::in_repository(engine, "campaign-prod", &scenario, &sources::campaign());
    all(steps, &stand);
    asked::comes_back(steps, &stand);
}

fn with_add_ons(steps: &Steps, engine: &Engine) {
    for profile in ["dev", "prod"] {
        let plain = scenario(profile, steps.first_port()).set("CAMPAIGN_VERSION", WITH_ADD_ONS);
        let name = format!("campaign-more-{profile}");
        asked::with_add_ons(
            &steps.within(profile),
            &plain.everywhere(&texts(60)),
            WAITS,
            |scenario| Stand::in_repository(engine, &name, scenario, &sources::campaign()),
            apart,
        );
    }
}

fn all(steps: &Steps, stand: &Stand) {
    asked::started(steps, stand, WAITS);
    asked::reached(steps, stand, ASKS);
    made(steps, stand);
    asked::refused(steps, stand);
    apart(steps, stand);
    front_door(steps, stand);
    kept(steps, stand);
    let other = if stand.plan.profile.id == "dev" { "production" } else { "development" };
    asked::edited(steps, stand, "NODE_ENV", other, "api", "NODE_ENV", "postgres");
}

fn made(steps: &Steps, stand: &Stand) {
    steps.step("G30: the tables and the scheduler's account are there, and the API reaches the rules engine", || {
        let sql = "SELECT (SELECT count(*) FROM \"User\"), (SELECT count(*) FROM \"ApiKey\" WHERE \"revokedAt\" IS NULL)";
        let words = ["psql", "-XtAq", "-U", "campaign_user", "-d", "campaign_db", "-c", sql];
        assert_eq!(stand.exec("postgres", &words).unwrap(), "1|1");
        let call = "grpc://rules-engine:50051/rulesengine.RulesEngine/EvaluateConditions";
        let said = stand.exec("api", &["node", "/usr/local/lib/healthy.cjs", call]);
        assert!(said.is_ok(), "{said:?}");
        for (job, word) in [("migrate", "migrate: done"), ("service-account", "the scheduler's key is made")] {
            let said = stand.compose(&["logs", "--no-color", job]).unwrap();
            assert!(said.contains(word), "{said}");
        }
    });
}

fn apart(steps: &Steps, stand: &Stand) {
    steps.step("the stores are in a network that leads nowhere, and the page is not in it", || {
        for (from, name) in APART {
            let said = stand.exec(from, &["timeout", "2", "getent", "hosts", name]);
            assert!(said.is_err(), "{from} finds {name}: {said:?}");
        }
        if !stand.engine.is_foreign() {
            let leaves =
                |service| stand.exec(service, &["curl", "-sS", "-o", "/dev/null", "-m", "5", WORLD]).is_ok();
            assert!(leaves("api"), "the API does not reach the world");
            for service in ["rules-engine", "scheduler"] {
                let may = stand.plan.addons.contains(&"outbound");
                assert_eq!(leaves(service), may, "{service} reaches the world");
            }
        }
    });
}

fn front_door(steps: &Steps, stand: &Stand) {
    let port = stand.port("FRONTEND_PORT");
    steps.step("G11: the front door serves the page, and in production the API", || {
        assert_eq!(http::get(port, "/").0, 200);
        // Development's is Vite's own server, which a judge of its own asks.
        if stand.plan.profile.id == "prod" {
            let (status, body) = http::get(port, "/campaigns/7");
            assert!(status == 200 && body.contains("<title>stand-in</title>"), "{status}: {body}");
            for (path, known) in [("/graphql?query=%7Bme%7D", 400), ("/socket.io/?EIO=4&a=b%2Fc", 404)] {
                let (status, body) = http::get(port, path);
                let by = format!(r#""by": "campaign/api", "path": "{path}""#);
                assert!(status == known && body.contains(&by), "{status}: {body}");
            }
        }
    });
}

fn kept(steps: &Steps, stand: &Stand) {
    steps.step("`down` and `up` keep rows, keys and files; PostGIS answers", || {
        let sql = |sql: &str| {
            stand.exec("postgres", &["psql", "-XtAq", "-U", "campaign_user", "-d", "campaign_db", "-c", sql])
        };
        assert_eq!(sql("SELECT ST_AsText(ST_MakePoint(1, 2))").unwrap(), "POINT(1 2)");
        sql("CREATE TABLE kept AS SELECT 'row' AS what").unwrap();
        let redis = "password=${REDIS_PASSWORD-}; [ -z \"${REDIS_PASSWORD_FILE-}\" ] || password=$(cat \"$REDIS_PASSWORD_FILE\")
                     REDISCLI_AUTH=$password redis-cli";
        let redis = |words: &str| stand.exec("redis", &["sh", "-c", &format!("{redis} {words}")]);
        assert_eq!(redis("set kept key").unwrap(), "OK");
        stand.exec("minio", &["sh", "-c", "echo file >/data/campaign-assets/kept"]).unwrap();
        stand.compose(&["down"]).unwrap();
        stand.up();
        assert_eq!(sql("SELECT what FROM kept").unwrap(), "row");
        assert_eq!(redis("get kept").unwrap(), "key");
        assert_eq!(stand.exec("minio", &["cat", "/data/campaign-assets/kept"]).unwrap(), "file");
    });
}
