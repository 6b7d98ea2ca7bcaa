//! Which ports Compose publishes, read from the files as it merges them.

use berth::plan::Plan;
use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::Value;

use crate::bundle;
use crate::compose::compose;
use crate::deployment::services;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Compose, "G6: editing a port in `.env` moves it and leaves no other", |program| {
        let folder = Folder::holding(&bundle::dev());
        folder.edit_env("POSTGRES_PORT", Some("POSTGRES_PORT=15432"));
        let merged = compose(program, &folder).config_json().unwrap();
        let mut expected = planned(&bundle::dev_plan(|_| {}));
        expected.iter_mut().find(|port| port.service == "postgres").unwrap().host = "15432".into();
        expected.sort();
        assert_eq!(published(&merged), expected);
    });

    suite.with(Judge::Compose, "G6: a port that is answered otherwise has one home too", |program| {
        let bundle = bundle::dev_with(|answers| answers.set("TS_API_PORT", "8100"));
        let merged = compose(program, &Folder::holding(&bundle)).config_json().unwrap();
        assert_eq!(
            published(&merged),
            planned(&bundle::dev_plan(|answers| answers.set("TS_API_PORT", "8100")))
        );
    });
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Port {
    pub service: String,
    /// Empty: every one that the machine has.
    pub address: String,
    pub host: String,
    pub protocol: String,
    pub container: u64,
}

pub fn published(merged: &Value) -> Vec<Port> {
    let mut found = Vec::new();
    for (name, service) in services(merged) {
        for port in service["ports"].as_array().into_iter().flatten() {
            let text = |key: &str| port[key].as_str().unwrap_or_default().to_owned();
            found.push(Port {
                service: name.to_owned(),
                address: text("host_ip"),
                host: text("published"),
                protocol: text("protocol"),
                container: port["target"].as_u64().expect("a container port"),
            });
        }
    }
    found.sort();
    found
}

pub fn planned(plan: &Plan) -> Vec<Port> {
    let address =
        plan.variable(&plan.stack.bind).map(|variable| variable.setting.to_string()).unwrap_or_default();
    let mut ports = Vec::new();
    for service in &plan.services {
        ports.extend(service.ports.iter().map(|port| Port {
            service: service.id.to_owned(),
            address: match port {
                _ if port.rule.open => String::new(),
                _ if port.rule.loopback => "127.0.0.1".to_owned(),
                _ => address.clone(),
            },
            host: port.host.number().to_string(),
            protocol: if port.rule.udp { "udp" } else { "tcp" }.to_owned(),
            container: port.rule.container.into(),
        }));
    }
    ports.sort();
    ports
}
