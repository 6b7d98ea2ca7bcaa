//! What Compose makes of the development bundle: names, networks, images and the database's mounts. What holds for
//! every bundle is in the matrix, what differs between profiles in the plan's tables.

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::{Value, json};

use crate::bundle::{self, Bundle};
use crate::compose::compose;
use crate::suite::Suite;

pub const BASE: &[&str] = &["docker-compose.yml"];

pub fn tests(suite: &mut Suite) {
    merging(suite);
    names(suite);
    mounts(suite);
}

fn merging(suite: &mut Suite) {
    suite.with(Judge::Compose, "G16: Compose takes a base alone without a word", |program| {
        assert_eq!(compose(program, &Folder::holding(&bundle::dev())).with_files(BASE).config_q(), Ok(()));
    });

    suite.with(
        Judge::Compose,
        "COMPOSE_FILE in `.env` brings the overlay in, whatever the folder",
        |program| {
            let folder = Folder::holding(&bundle::dev());
            let level =
                |merged: &Value| merged["services"]["tamma-api"]["environment"]["TAMMA_LOG_LEVEL"].clone();
            folder.edit_env("TAMMA_LOG_LEVEL", None);
            let merged = compose(program, &folder).config_json().unwrap();
            assert_eq!((level(&merged), &merged["name"]), (json!("debug"), &json!("tamma")));
            assert_eq!(level(&compose(program, &folder).with_files(BASE).config_json().unwrap()), "info");
        },
    );
}

fn names(suite: &mut Suite) {
    merged(suite, "G14: the broker's host has one name for good", |_, merged| {
        assert_eq!(merged["services"]["rabbitmq"]["hostname"], "rabbitmq");
    });

    merged(suite, "every service is in the one network, and nothing else is", |_, merged| {
        for (name, service) in services(merged) {
            assert_eq!(service["networks"], json!({ "tamma-net": null }), "{name}");
        }
        assert_eq!(merged["networks"]["tamma-net"]["name"], "tamma_tamma-net");
    });

    merged(suite, "images are the ones that the answers name, each with a tag", |_, merged| {
        let images: Vec<_> =
            services(merged).into_iter().map(|(_, service)| service["image"].as_str().unwrap()).collect();
        let ours = ["elsa", "api", "api-dotnet", "dashboard", "engine"];
        let ours = ours.map(|name| format!("ghcr.io/meywd/tamma-{name}:latest"));
        assert!(ours.iter().all(|image| images.contains(&image.as_str())), "{images:?}");
        assert!(images.contains(&"postgres:15-alpine") && images.contains(&"rabbitmq:3-management-alpine"));
    });
}

fn mounts(suite: &mut Suite) {
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
        test(&bundle, &compose(program, &Folder::holding(&bundle)).config_json().unwrap());
    });
}

/// Each service by its name.
pub fn services(merged: &Value) -> Vec<(&str, &Value)> {
    merged["services"]
        .as_object()
        .expect("services")
        .iter()
        .map(|(name, service)| (name.as_str(), service))
        .collect()
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
        service["volumes"].as_array().into_iter().flatten().map(move |volume| (name, volume))
    })
}
