//! Text that breaks files which put it in without care, on its way into running containers.

use std::collections::BTreeMap;

use berth::render::escape;
use berth_testing::engine::{Engine, judge, said};
use berth_testing::folder::Folder;
use berth_testing::hostile::texts;
use berth_testing::lanes::{Lane, Steps};
use serde_json::json;

use crate::images::SYSTEM;

pub const LANES: &[Lane] = &[Lane { name: "hostile values", run: sample }];

const VARIABLES: usize = 2000;
const FILES: usize = 200;

fn sample(steps: &Steps, engine: &Engine) {
    let texts = texts(VARIABLES);
    steps.step("G1: thousands of values reach a container by .env, byte for byte", || {
        let names: Vec<String> = (0..texts.len()).map(|at| format!("V{at}")).collect();
        let lines = names.iter().zip(&texts).map(|(name, text)| format!("{name}={}\n", escape::value("dotenv", text).expect("a value")));
        let asked: BTreeMap<&String, String> = names.iter().map(|name| (name, format!("${{{name}}}"))).collect();
        let compose = json!({ "name": "berth-hostile", "services": { "one": { "image": SYSTEM, "environment": asked } } });
        let folder = Folder::with(&[("docker-compose.yml", &compose.to_string()), (".env", &lines.collect::<String>())]);
        let words = run(engine, &folder, &["env", "-0"]);
        let found: BTreeMap<&str, &str> = words.split('\0').filter_map(|line| line.split_once('=')).collect();
        for (name, text) in names.iter().zip(&texts) {
            assert_eq!(found.get(name.as_str()), Some(&text.as_str()), "{name}");
        }
        println!("     {} values", texts.len());
    });
    steps.step("G1: hundreds of values reach a container as files of secrets, byte for byte", || {
        let texts = &texts[..FILES];
        let names: Vec<String> = (0..FILES).map(|at| format!("s{at}")).collect();
        let secrets: BTreeMap<_, _> =
            names.iter().map(|name| (name, json!({ "file": format!("secrets/{name}") }))).collect();
        let compose = json!({ "name": "berth-hostile-files", "secrets": secrets,
                              "services": { "one": { "image": SYSTEM, "secrets": names } } });
        let folder = Folder::with(&[("docker-compose.yml", &compose.to_string())]);
        for (name, text) in names.iter().zip(texts) {
            folder.write(&format!("secrets/{name}"), text);
        }
        let say =
            "cd /run/secrets && for at in $(seq 0 $(($(ls | wc -l) - 1))); do cat s$at && printf '\\0'; done";
        let words = run(engine, &folder, &["sh", "-c", say]);
        assert!(words.split_terminator('\0').eq(texts.iter().map(String::as_str)), "{words:?}");
    });
}

/// What a program says in a container of the folder's one service.
fn run(engine: &Engine, folder: &Folder, words: &[&str]) -> String {
    let mut command = engine.command(judge("docker"));
    command
        .args(["compose", "run", "--rm", "-T", "--quiet-pull", "one"])
        .args(words)
        .current_dir(folder.path());
    let output = command.output().expect("docker runs");
    let result = said("the container", &output);
    let mut down = engine.command(judge("docker"));
    let _ = down.args(["compose", "down", "-t", "1"]).current_dir(folder.path()).output();
    result.unwrap_or_else(|words| panic!("{words}"))
}
