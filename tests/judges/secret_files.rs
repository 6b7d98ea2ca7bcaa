//! Secrets that travel as files: what a container reads is what was typed.

use std::fs;
use std::path::Path;

use berth::plan::Plan;
use berth::stack::SecretMode;
use berth::target;
use berth::values::Secret;
use berth_testing::folder::Folder;
use berth_testing::hostile;
use berth_testing::judge::Judge;
use berth_testing::scenario;

use crate::bundle;
use crate::compose::compose;
use crate::suite::Suite;
use crate::values::{CONNECTION, assert_connects, environment};

/// Those whose form leaves everything open but the length.
const FREE: [&str; 4] = ["POSTGRES_PASSWORD", "RABBITMQ_PASSWORD", "ELSA_SIGNING_KEY", "FRONT_DOOR_PASSWORD"];

fn plan(secrets: &[(&str, &str)]) -> Plan<'static> {
    bundle::dev_plan(|answers| {
        answers.secrets = SecretMode::Files;
        for (key, secret) in secrets {
            answers.set_secret(*key, Secret::new(*secret));
        }
    })
}

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Compose, "G1: any secret reaches its file and its variable as it is", |program| {
        let texts = hostile::texts(60).into_iter().filter(|text| !text.is_empty());
        let texts: Vec<String> = texts.map(|text| scenario::long_enough(&text)).collect();
        for texts in texts.chunks(FREE.len()) {
            let pairs: Vec<(&str, &str)> = FREE.into_iter().zip(texts.iter().map(String::as_str)).collect();
            assert_arrives(program, &plan(&pairs));
        }
    });

    suite.with_both(
        Judge::Compose,
        Judge::Mono,
        "G2: .NET reads any PostgreSQL password back, from a file too",
        |program, mcs| {
            for text in hostile::texts(4).iter().filter(|text| !text.is_empty()) {
                let password = scenario::long_enough(text);
                let folder = Folder::holding(
                    &target::compose::bundle(&plan(&[("POSTGRES_PASSWORD", &password)])).unwrap(),
                );
                let merged = compose(program, &folder).config_json().unwrap();
                assert_connects(mcs, &merged, &password);
            }
        },
    );

    suite.with(Judge::Compose, "the names in a connection string still follow `.env`", |program| {
        let folder = Folder::holding(&target::compose::bundle(&plan(&[])).unwrap());
        folder.edit_env("POSTGRES_DB", Some("POSTGRES_DB=other"));
        let merged = compose(program, &folder).config_json().unwrap();
        assert!(environment(&merged, "elsa-server")(CONNECTION).contains("Database=other;"));
    });

    suite.with(
        Judge::Compose,
        "G3: a secret that only its owner has keeps everything from starting",
        |program| {
            let folder = Folder::holding(&target::compose::bundle(&plan(&[("GITHUB_TOKEN", "")])).unwrap());
            let refusal = compose(program, &folder).refusal();
            assert!(refusal.contains("GITHUB_TOKEN") && refusal.contains("secrets/"), "{refusal}");
            assert!(!folder.path().join("secrets/github_token").exists());
        },
    );
}

fn assert_arrives(program: &Path, plan: &Plan) {
    let folder = Folder::holding(&target::compose::bundle(plan).unwrap());
    let merged = compose(program, &folder).config_json().unwrap();
    let value = |key: &str| plan.variable(key).unwrap().setting.expose().to_owned();
    for service in &plan.services {
        let found = environment(&merged, service.id);
        for (name, text) in &service.secrets.environment {
            assert_eq!(found(name), text.fill(value), "{name} of {}", service.id);
        }
        for secret in &service.secrets.files {
            let name = secret.key.to_lowercase();
            assert_eq!(found(&secret.variable), format!("/run/secrets/{name}"));
            let file = merged["secrets"][&name]["file"].as_str().unwrap();
            assert_eq!(fs::read_to_string(file).unwrap(), value(secret.key), "{name}");
        }
    }
}
