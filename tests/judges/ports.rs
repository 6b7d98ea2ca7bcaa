//! Which ports Compose publishes, read from the files as it merges them.

use std::collections::BTreeSet;

use berth::plan::Plan;
use serde_json::{Value, json};

use crate::bundle;
use crate::compose::compose;
use crate::deployment::{BASE, services};
use crate::folder::Folder;
use crate::judge::Judge;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    suite.with(
        Judge::Compose,
        "G4: exactly the plan's ports are published, each once and to this machine only",
        |program| {
            let plan = bundle::dev_plan(|_| {});
            let merged = compose(program, &Folder::of(&bundle::dev())).config_json().unwrap();
            assert_eq!(published(&merged), planned(&plan));
            let hosts: BTreeSet<String> = published(&merged).into_iter().map(|port| port.1).collect();
            assert_eq!(hosts.len(), 7, "G7: no host port twice");
        },
    );

    suite.with(Judge::Compose, "G4: the base alone publishes nothing", |program| {
        let merged = compose(program, &Folder::of(&bundle::dev())).of(BASE).config_json().unwrap();
        assert_eq!(services(&merged).len(), 7);
        assert_eq!(published(&merged), []);
    });

    suite.with(Judge::Compose, "G6: editing a port in `.env` moves it and leaves no other", |program| {
        let folder = Folder::of(&bundle::dev());
        folder.edit_env("POSTGRES_PORT", Some("POSTGRES_PORT=15432"));
        let merged = compose(program, &folder).config_json().unwrap();
        let mut expected = planned(&bundle::dev_plan(|_| {}));
        expected.iter_mut().find(|port| port.0 == "postgres").unwrap().1 = "15432".into();
        expected.sort();
        assert_eq!(published(&merged), expected);
    });

    suite.with(Judge::Compose, "G6: a port that is answered otherwise has one home too", |program| {
        let bundle = bundle::dev_with(|answers| answers.set("TS_API_PORT", "8100"));
        let merged = compose(program, &Folder::of(&bundle)).config_json().unwrap();
        assert_eq!(
            published(&merged),
            planned(&bundle::dev_plan(|answers| answers.set("TS_API_PORT", "8100")))
        );
    });
}

/// Service, host port, container port.
type Port = (String, String, u64);

fn published(merged: &Value) -> Vec<Port> {
    let mut found = Vec::new();
    for (name, service) in services(merged) {
        for port in service["ports"].as_array().into_iter().flatten() {
            assert_eq!((&port["host_ip"], &port["protocol"]), (&json!("127.0.0.1"), &json!("tcp")), "{name}");
            let host = port["published"].as_str().expect("a host port").to_owned();
            found.push((name.to_owned(), host, port["target"].as_u64().expect("a container port")));
        }
    }
    found.sort();
    found
}

fn planned(plan: &Plan) -> Vec<Port> {
    let ports =
        plan.services.iter().flat_map(|service| service.ports.iter().map(move |port| (service, port)));
    let mut ports: Vec<Port> = ports
        .map(|(service, port)| (service.id.to_owned(), port.host.to_string(), port.container.into()))
        .collect();
    ports.sort();
    ports
}
