//! The smoke test of Tamma's repository: the steps of the bundle's own workflow, as its runner takes them.

use std::collections::BTreeMap;

use berth::plan::Plan;
use berth::stack::Shape;
use berth::yaml;
use berth_testing::engine::{Engine, said};
use berth_testing::lanes::{Lane, Steps};
use berth_testing::scenario;
use serde_json::Value;

use crate::sources;
use crate::stand::{self, Stand};

pub const LANES: &[Lane] = &[Lane { name: "tamma smoke test", run: workflow }];

/// Its images are those of the example, which says nothing else.
pub fn plan() -> Plan<'static> {
    let mut scenario = scenario::tamma();
    scenario.answers.shape = Shape::Repository;
    scenario.generated().supplied().plan()
}

fn workflow(steps: &Steps, engine: &Engine) {
    let mut scenario = stand::answered(berth::catalogue::first());
    scenario.answers.shape = Shape::Repository;
    let scenario = stand::at_ports(scenario, steps.first_port());
    let stand = Stand::in_repository(engine, "tamma-smoke", &scenario, &sources::tamma());
    let bundle = scenario.bundle();
    let file =
        bundle.files.iter().find(|file| file.path.ends_with("docker-smoke-test.yml")).expect("a smoke test");
    let tree: Value = yaml::parse(&file.text).expect("YAML");
    let job = &tree["jobs"]["smoke-test"];
    let variables: BTreeMap<&str, &str> = job["env"]
        .as_object()
        .expect("variables")
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str().unwrap()))
        .collect();
    // The runner's file has the answers of the example, whose keys the first step fills in.
    std::fs::remove_file(stand.home().join(".env")).unwrap();
    let (last, first): (Vec<&Value>, Vec<&Value>) = job["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .filter(|step| step["run"].is_string())
        .partition(|step| step["if"] == "always()");
    assert!(!last.is_empty() && first.len() > 2, "{} and {}", last.len(), first.len());
    for step in first.iter().filter(|step| step["if"].is_null()).chain(&last) {
        let name = step["name"].as_str().unwrap_or_default();
        steps.must(&format!("the step `{name}` succeeds"), || {
            let mut shell = stand.command("bash");
            shell.args([
                "--noprofile",
                "--norc",
                "-eo",
                "pipefail",
                "-c",
                step["run"].as_str().expect("a script"),
            ]);
            let output = shell.envs(&variables).output().expect("bash runs");
            said(name, &output).unwrap_or_else(|words| panic!("{words}"));
        });
    }
}
