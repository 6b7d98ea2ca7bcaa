//! The tables of Tamma's deployment plan, held against each profile as Compose merges it.

use std::path::Path;

use berth_testing::judge::Judge;
use serde_json::{Value, json};

use crate::deployment::{all_mounts, services, waits};
use crate::matrix;
use crate::ports::published;
use crate::suite::Suite;

type Words = (&'static str, &'static str, &'static str);

/// Service, port of the host, port of the container.
const PORTS: [(&str, &str, u64); 7] = [
    ("elsa-server", "5000", 5000),
    ("postgres", "5432", 5432),
    ("rabbitmq", "15672", 15672),
    ("rabbitmq", "5672", 5672),
    ("tamma-api", "3100", 3100),
    ("tamma-api-dotnet", "3000", 3000),
    ("tamma-dashboard", "3001", 80),
];

/// Volume, service, where it is mounted.
const VOLUMES: [Words; 4] = [
    ("tamma-elsa-storage", "elsa-server", "/app/storage"),
    ("tamma-engine-workdir", "tamma-engine", "/workspace"),
    ("tamma-pg-data", "postgres", "/var/lib/postgresql/data"),
    ("tamma-rmq-data", "rabbitmq", "/var/lib/rabbitmq"),
];

/// Service, time between probes, time to start: for the engine longer than the plan's minute, since it clones first.
const HEALTH: [Words; 7] = [
    ("elsa-server", "30s", "40s"),
    ("postgres", "10s", "15s"),
    ("rabbitmq", "30s", "30s"),
    ("tamma-api", "15s", "20s"),
    ("tamma-api-dotnet", "30s", "30s"),
    ("tamma-dashboard", "30s", "10s"),
    ("tamma-engine", "30s", "3m0s"),
];

/// Service, what it waits for, until when. Between the platform's own programs none needs another to start.
const WAITS: [Words; 4] = [
    ("elsa-server", "postgres", "service_healthy"),
    ("elsa-server", "rabbitmq", "service_healthy"),
    ("tamma-api", "postgres", "service_healthy"),
    ("tamma-api-dotnet", "postgres", "service_healthy"),
];

/// Those of one level start before those of the next; the gateway is behind them all.
const LEVELS: [&[&str]; 6] = [
    &["postgres", "rabbitmq"],
    &["elsa-server"],
    &["tamma-api-dotnet"],
    &["tamma-api"],
    &["tamma-engine", "tamma-dashboard"],
    &["gateway"],
];

/// Service, processors, MB, copies, processors and MB set aside, and how it is started again: seconds between, and times.
type Row = (&'static str, f64, u64, u64, Option<(f64, u64)>, Option<(&'static str, u64)>);

const PRODUCTION: [Row; 7] = [
    ("elsa-server", 1.0, 1024, 1, Some((0.5, 512)), Some(("5s", 5))),
    ("postgres", 2.0, 2048, 1, Some((0.5, 512)), None),
    ("rabbitmq", 1.0, 1024, 1, None, None),
    ("tamma-api", 0.5, 512, 1, None, Some(("5s", 3))),
    ("tamma-api-dotnet", 0.5, 512, 2, None, Some(("5s", 3))),
    ("tamma-dashboard", 0.25, 256, 2, None, None),
    ("tamma-engine", 1.0, 1024, 1, None, Some(("10s", 5))),
];

const LITE: [&str; 4] = ["postgres", "tamma-api", "tamma-dashboard", "tamma-engine"];

pub fn tests(suite: &mut Suite) {
    ports(suite);
    parts(suite);
    limits(suite);
}

fn ports(suite: &mut Suite) {
    in_profile(
        suite,
        "G4: development publishes the plan's seven ports, to this machine only",
        "dev",
        |_, merged| {
            assert_eq!(
                opened(merged),
                PORTS.map(|(service, host, to)| format!("{service} 127.0.0.1:{host}:{to}"))
            );
        },
    );
    in_profile(suite, "G4: production publishes one port, the gateway's", "prod", |_, merged| {
        let [port] = &published(merged)[..] else { panic!("{:?}", opened(merged)) };
        assert_eq!((&*port.service, &*port.host, port.container), ("gateway", "3001", 80));
    });
    in_profile(suite, "G4: lite publishes one port, the dashboard's", "lite", |_, merged| {
        let [port] = &published(merged)[..] else { panic!("{:?}", opened(merged)) };
        assert_eq!((&*port.service, &*port.host, port.container), ("tamma-dashboard", "3001", 80));
    });
}

fn parts(suite: &mut Suite) {
    for profile in ["dev", "prod", "lite"] {
        in_profile(suite, "the services are the plan's", profile, |profile, merged| {
            let found: Vec<&str> = services(merged).into_iter().map(|(name, _)| name).collect();
            let mut expected: Vec<&str> =
                HEALTH.iter().map(|row| row.0).filter(|service| runs(profile, service)).collect();
            expected.extend((profile == "prod").then_some("gateway"));
            expected.sort_unstable();
            assert_eq!(found, expected);
        });

        in_profile(suite, "the data is in the plan's volumes", profile, |profile, merged| {
            let text = |mount: &Value, key: &str| mount[key].as_str().unwrap_or_default().to_owned();
            let volumes = all_mounts(merged).filter(|(_, mount)| mount["type"] == "volume");
            let mut found: Vec<_> = volumes
                .map(|(name, mount)| (text(mount, "source"), name.to_owned(), text(mount, "target")))
                .collect();
            found.sort();
            assert_eq!(found, rows(profile, &VOLUMES, |row| row.1));
        });

        in_profile(
            suite,
            "each service is asked as often, and given as long, as the plan says",
            profile,
            |profile, merged| {
                let text = |service: &Value, key: &str| {
                    service["healthcheck"][key].as_str().unwrap_or_default().to_owned()
                };
                let found: Vec<_> = services(merged)
                    .into_iter()
                    .filter(|(name, _)| *name != "gateway")
                    .map(|(name, health)| {
                        (name.to_owned(), text(health, "interval"), text(health, "start_period"))
                    })
                    .collect();
                assert_eq!(found, rows(profile, &HEALTH, |row| row.0));
            },
        );

        in_profile(
            suite,
            "G12: services wait for each other as the plan says, level by level",
            profile,
            |profile, merged| {
                let level =
                    |name: &str| LEVELS.iter().position(|level| level.contains(&name)).expect("a level");
                let mut found = waits(merged);
                assert!(found.iter().all(|(one, other, _)| level(one) > level(other)), "{found:?}");
                found.retain(|(one, ..)| one != "gateway");
                let mut expected = rows(profile, &WAITS, |row| row.0);
                expected.retain(|(_, other, _)| runs(profile, other));
                assert_eq!(found, expected);
            },
        );
    }
}

fn limits(suite: &mut Suite) {
    in_profile(
        suite,
        "production has the plan's limits, copies and ways of starting again",
        "prod",
        |_, merged| {
            for (name, cpus, memory, replicas, reserved, restart) in PRODUCTION {
                let deploy = &merged["services"][name]["deploy"];
                let (limits, set_aside) =
                    (&deploy["resources"]["limits"], &deploy["resources"]["reservations"]);
                assert_eq!(amounts(limits), Some((cpus, memory)), "{name}");
                assert_eq!(amounts(set_aside), reserved, "{name}");
                assert_eq!(deploy["replicas"].as_u64().unwrap_or(1), replicas, "{name}");
                let expected = restart.map_or(Value::Null, |(delay, attempts)| {
                json!({ "condition": "on-failure", "delay": delay, "max_attempts": attempts })
            });
                assert_eq!(deploy["restart_policy"], expected, "{name}");
            }
        },
    );

    in_profile(suite, "nothing is limited in development, and nothing there twice", "dev", |_, merged| {
        for (name, service) in services(merged) {
            assert!(service["deploy"].is_null(), "{name}: {}", service["deploy"]);
        }
    });

    in_profile(suite, "lite has the limits of production and one of each", "lite", |_, merged| {
        for (name, cpus, memory, ..) in PRODUCTION.into_iter().filter(|row| LITE.contains(&row.0)) {
            let deploy = &merged["services"][name]["deploy"];
            assert_eq!(amounts(&deploy["resources"]["limits"]), Some((cpus, memory)), "{name}");
            assert_eq!(deploy["replicas"].as_u64().unwrap_or(1), 1, "{name}");
        }
    });
}

/// Adds a test of one profile without add-ons.
fn in_profile(suite: &mut Suite, sentence: &str, profile: &'static str, test: fn(&str, &Value)) {
    suite.with(Judge::Compose, &format!("{sentence} ({profile})"), move |compose: &Path| {
        test(profile, matrix::merged_as(compose, &format!("tamma {profile} deploy env")));
    });
}

fn runs(profile: &str, service: &str) -> bool {
    profile != "lite" || LITE.contains(&service)
}

/// The table's rows of services that run.
fn rows(
    profile: &str,
    table: &[Words],
    service: fn(&Words) -> &'static str,
) -> Vec<(String, String, String)> {
    let there = table.iter().filter(|row| runs(profile, service(row)));
    there.map(|(one, two, three)| ((*one).to_owned(), (*two).to_owned(), (*three).to_owned())).collect()
}

/// `service address:host:container`
fn opened(merged: &Value) -> Vec<String> {
    let port = |port: &crate::ports::Port| {
        format!("{} {}:{}:{}", port.service, port.address, port.host, port.container)
    };
    published(merged).iter().map(port).collect()
}

/// Processors, and memory in MB.
fn amounts(resources: &Value) -> Option<(f64, u64)> {
    let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.parse().ok());
    let memory = number(&resources["memory"])?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some((number(&resources["cpus"])?, (memory / 1024.0 / 1024.0) as u64))
}
