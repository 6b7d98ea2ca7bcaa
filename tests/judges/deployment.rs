//! What Compose makes of a bundle: probes, order, names and mounts, read from the files as it merges them.

use std::collections::BTreeSet;

use berth::{catalogue, yaml};
use serde_json::{Value, json};

use crate::bundle::{self, Bundle};
use crate::compose::compose;
use crate::folder::Folder;
use crate::judge::Judge;
use crate::suite::Suite;

pub const BASE: &[&str] = &["docker-compose.yml"];

pub fn tests(suite: &mut Suite) {
    merging(suite);
    probes(suite);
    order(suite);
    names(suite);
    mounts(suite);
}

fn merging(suite: &mut Suite) {
    for (name, make) in [("dev", bundle::dev as fn() -> Bundle), ("lite", bundle::lite)] {
        let sentence = format!("G16: Compose takes the {name} bundle, and its base alone, without a word");
        suite.with(Judge::Compose, &sentence, move |program| {
            let folder = Folder::of(&make());
            assert_eq!(compose(program, &folder).config_q(), Ok(()));
            assert_eq!(compose(program, &folder).of(BASE).config_q(), Ok(()));
        });
    }

    suite.with(
        Judge::Compose,
        "COMPOSE_FILE in `.env` brings the overlay in, whatever the folder",
        |program| {
            let folder = Folder::of(&bundle::dev());
            let level =
                |merged: &Value| merged["services"]["tamma-api"]["environment"]["TAMMA_LOG_LEVEL"].clone();
            folder.edit_env("TAMMA_LOG_LEVEL", None);
            let merged = compose(program, &folder).config_json().unwrap();
            assert_eq!((level(&merged), &merged["name"]), (json!("debug"), &json!("tamma")));
            assert_eq!(level(&compose(program, &folder).of(BASE).config_json().unwrap()), "info");
        },
    );
}

fn probes(suite: &mut Suite) {
    merged(suite, "G8: PostgreSQL is asked over TCP", |_, merged| {
        let words = probe(&merged["services"]["postgres"]);
        assert_eq!(words[0], "pg_isready");
        let host = words.iter().position(|word| word == "-h").expect("a host");
        assert_eq!(words[host + 1], "127.0.0.1");
    });

    merged(suite, "G9: no probe names localhost, and each that names a host names 127.0.0.1", |_, merged| {
        for (name, service) in services(merged) {
            for word in probe(service) {
                assert!(!word.contains("localhost"), "{name}: {word}");
                if let Some((_, rest)) = word.split_once("://") {
                    assert!(rest.starts_with("127.0.0.1:"), "{name}: {word}");
                }
            }
        }
    });

    merged(suite, "G10: each probe calls a program that its image is known to have", |_, merged| {
        let stack = catalogue::first();
        for (name, service) in services(merged) {
            let image = stack.image(stack.service(name).unwrap().image).unwrap();
            assert!(image.tools.contains(&probe(service)[0].as_str()), "{name}");
        }
    });

    merged(
        suite,
        "each service is restarted, probed, and asked as often as the specification says",
        |_, merged| {
            let seconds = |health: &Value, key: &str| health[key].as_str().unwrap_or_default().to_owned();
            let expected = [
                ("elsa-server", "30s", "40s"),
                ("postgres", "10s", "15s"),
                ("rabbitmq", "30s", "30s"),
                ("tamma-api", "15s", "20s"),
                ("tamma-api-dotnet", "30s", "30s"),
                ("tamma-dashboard", "30s", "10s"),
                ("tamma-engine", "30s", "1m0s"),
            ];
            let found: Vec<_> = services(merged)
                .into_iter()
                .map(|(name, service)| {
                    assert_eq!(service["restart"], "unless-stopped", "{name}");
                    let health = &service["healthcheck"];
                    (name.to_owned(), seconds(health, "interval"), seconds(health, "start_period"))
                })
                .collect();
            assert_eq!(
                found,
                expected.map(|(name, every, from)| (name.to_owned(), every.to_owned(), from.to_owned()))
            );
        },
    );
}

fn order(suite: &mut Suite) {
    merged(
        suite,
        "G12: services wait for each other in the order that the specification draws",
        |_, merged| {
            let expected = [
                ("elsa-server", "postgres", "service_healthy"),
                ("elsa-server", "rabbitmq", "service_healthy"),
                ("tamma-api", "postgres", "service_healthy"),
                ("tamma-api-dotnet", "elsa-server", "service_healthy"),
                ("tamma-api-dotnet", "postgres", "service_healthy"),
                ("tamma-dashboard", "tamma-api", "service_started"),
                ("tamma-engine", "tamma-api", "service_healthy"),
            ];
            let found = waits(merged);
            let found: Vec<_> = found.iter().map(|(one, other, how)| (&**one, &**other, &**how)).collect();
            assert_eq!(found, expected);

            let levels = [
                "postgres rabbitmq",
                "elsa-server",
                "tamma-api-dotnet",
                "tamma-api",
                "tamma-engine tamma-dashboard",
            ];
            let level =
                |name: &str| levels.iter().position(|level| level.split(' ').any(|it| it == name)).unwrap();
            assert!(found.iter().all(|(one, other, _)| level(one) > level(other)));
        },
    );

    suite.with(Judge::Compose, "G12: without ELSA nothing waits for it, or names it", |program| {
        let bundle = bundle::lite();
        let merged = compose(program, &Folder::of(&bundle)).config_json().unwrap();
        let there: Vec<&str> = services(&merged).into_iter().map(|(name, _)| name).collect();
        assert_eq!(there, ["postgres", "tamma-api", "tamma-dashboard", "tamma-engine"]);
        for (one, other, _) in waits(&merged) {
            assert!(there.contains(&&*other), "{one} waits for {other}");
        }
    });
}

fn names(suite: &mut Suite) {
    merged(suite, "G14: the broker's host has one name for good", |_, merged| {
        assert_eq!(merged["services"]["rabbitmq"]["hostname"], "rabbitmq");
    });

    merged(suite, "G15: the project is named in the base and nowhere else", |bundle, merged| {
        assert_eq!(merged["name"], "tamma");
        let named =
            |path: &str| bundle::text(bundle, path).lines().filter(|line| line.starts_with("name:")).count();
        assert_eq!((named("docker-compose.yml"), named("docker-compose.override.yml")), (1, 0));
        assert!(!bundle::text(bundle, ".env").contains("COMPOSE_PROJECT_NAME"));
    });

    merged(suite, "every service is in the one network, and nothing else is", |_, merged| {
        for (name, service) in services(merged) {
            assert_eq!(service["networks"], json!({ "tamma-net": null }), "{name}");
        }
        assert_eq!(merged["networks"]["tamma-net"]["name"], "tamma_tamma-net");
    });

    merged(suite, "images are the ones that the answers name, each with a tag", |_, merged| {
        let images: Vec<_> =
            services(merged).into_iter().map(|(_, it)| it["image"].as_str().unwrap()).collect();
        let ours = ["elsa", "api", "api-dotnet", "dashboard", "engine"];
        let ours = ours.map(|name| format!("ghcr.io/meywd/tamma-{name}:latest"));
        assert!(ours.iter().all(|image| images.contains(&image.as_str())), "{images:?}");
        assert!(images.contains(&"postgres:15-alpine") && images.contains(&"rabbitmq:3-management-alpine"));
    });
}

fn mounts(suite: &mut Suite) {
    suite.with(
        Judge::Compose,
        "G17: every file that is mounted is in the bundle, and mounted to be read only",
        |program| {
            let bundle = bundle::dev();
            let folder = Folder::of(&bundle);
            let home = format!("{}/", folder.path().canonicalize().unwrap().display());
            let merged = compose(program, &folder).config_json().unwrap();
            let mut mounted = Vec::new();
            for (name, mount) in all_mounts(&merged).filter(|(_, mount)| mount["type"] == "bind") {
                let source = mount["source"].as_str().unwrap();
                let path =
                    source.strip_prefix(&home).unwrap_or_else(|| panic!("{name} reaches out to {source}"));
                assert!(bundle.file(path).is_some(), "{name} mounts {path}");
                assert_eq!(mount["read_only"], true, "{name} may write to {path}");
                mounted.push(path.to_owned());
            }
            assert_eq!(mounted.len(), 2, "{mounted:?}");
        },
    );

    merged(suite, "G12: each named volume is declared, and each declared one is used", |bundle, merged| {
        let used: BTreeSet<&str> = all_mounts(merged)
            .filter(|(_, mount)| mount["type"] == "volume")
            .map(|(_, mount)| mount["source"].as_str().unwrap())
            .collect();
        // Compose leaves out what nothing uses.
        let base: Value = yaml::parse(bundle::text(bundle, "docker-compose.yml")).unwrap();
        let declared: BTreeSet<&str> =
            base["volumes"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(used, declared);
        assert_eq!(used.len(), 4);
    });

    merged(
        suite,
        "G13: the init SQL is where the database looks for it, and its data in a volume",
        |_, merged| {
            let of_postgres: Vec<(&str, &str)> = all_mounts(merged)
                .filter(|(name, _)| *name == "postgres")
                .map(|(_, mount)| (mount["type"].as_str().unwrap(), mount["target"].as_str().unwrap()))
                .collect();
            assert!(of_postgres.contains(&("volume", "/var/lib/postgresql/data")), "{of_postgres:?}");
            let is_script = |(kind, target): &(&str, &str)| {
                *kind == "bind"
                    && target.starts_with("/docker-entrypoint-initdb.d/")
                    && target.ends_with(".sql")
            };
            assert_eq!(of_postgres.iter().filter(|mount| is_script(mount)).count(), 1, "{of_postgres:?}");
        },
    );
}

/// Adds a test of the dev bundle as Compose merges it.
fn merged(suite: &mut Suite, sentence: &str, test: fn(&Bundle, &Value)) {
    suite.with(Judge::Compose, sentence, move |program| {
        let bundle = bundle::dev();
        test(&bundle, &compose(program, &Folder::of(&bundle)).config_json().unwrap());
    });
}

/// Each service by its name.
pub fn services(merged: &Value) -> Vec<(&str, &Value)> {
    merged["services"].as_object().expect("services").iter().map(|(name, it)| (name.as_str(), it)).collect()
}

/// The words of a probe that runs without a shell.
fn probe(service: &Value) -> Vec<String> {
    let test = service["healthcheck"]["test"].as_array().expect("a probe");
    assert_eq!(test[0], "CMD");
    test[1..].iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

pub fn waits(merged: &Value) -> Vec<(String, String, String)> {
    let of_service = |(name, service): (&str, &Value)| {
        let waits = service["depends_on"].as_object().cloned().unwrap_or_default();
        let name = name.to_owned();
        waits.into_iter().map(move |(other, how)| {
            (name.clone(), other, how["condition"].as_str().unwrap_or_default().to_owned())
        })
    };
    services(merged).into_iter().flat_map(of_service).collect()
}

pub fn all_mounts(merged: &Value) -> impl Iterator<Item = (&str, &Value)> {
    services(merged).into_iter().flat_map(|(name, service)| {
        service["volumes"].as_array().into_iter().flatten().map(move |it| (name, it))
    })
}
