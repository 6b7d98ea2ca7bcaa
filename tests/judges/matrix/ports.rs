//! What is published, as Compose merges it.

use std::collections::BTreeSet;

use berth::check::{Finding, Mend};
use berth::plan;
use serde_json::Value;

use super::{Case, every, every_merged, services::replicas};
use crate::deployment::services;
use crate::ports::{planned, published};
use crate::suite::Suite;

/// Through which services people come in where not every port is published: each line is all that may be open at once.
const FRONT_DOORS: [(&str, &[&str]); 6] = [
    ("tamma", &["gateway"]),
    ("tamma", &["https"]),
    ("tamma", &["tamma-dashboard"]),
    ("campaign", &["frontend"]),
    ("campaign", &["https"]),
    ("kyros", &["shell-ui"]),
];

fn all_ports(case: &Case) -> impl Iterator<Item = &plan::Port<'_>> {
    case.plan.services.iter().flat_map(|service| &service.ports)
}

pub fn tests(suite: &mut Suite) {
    every_merged(suite, "G4: every bundle publishes exactly the ports that are planned", |case, merged| {
        let (found, expected) = (published(merged), planned(&case.plan));
        if found == expected { Vec::new() } else { vec![format!("{found:?}, expected {expected:?}")] }
    });

    every_merged(suite, "G4: outside of development only the front door is open", |case, merged| {
        if case.plan.profile.id == "dev" {
            return Vec::new();
        }
        let open: BTreeSet<String> = published(merged).into_iter().map(|port| port.service).collect();
        let doors = FRONT_DOORS.iter().filter(|(stack, _)| *stack == case.plan.stack.id);
        let inside = |doors: &[&str]| open.iter().all(|service| doors.contains(&service.as_str()));
        let well = open.is_empty() || doors.into_iter().any(|(_, doors)| inside(doors));
        (!well).then(|| format!("open: {open:?}")).into_iter().collect()
    });

    every_merged(suite, "G4: what publishes a port is in a network that leads out", |_, merged| {
        let internal = |network: &String| merged["networks"][network]["internal"] == true;
        let shut = |service: &Value| {
            let mut networks = service["networks"].as_object().into_iter().flatten();
            networks.all(|(network, _)| internal(network))
        };
        let open = |service: &Value| service["ports"].as_array().is_some_and(|ports| !ports.is_empty());
        let wrong = services(merged).into_iter().filter(|(_, service)| open(service) && shut(service));
        wrong.map(|(name, _)| format!("Docker publishes nothing of `{name}`")).collect()
    });

    every_merged(suite, "G5: no service of which there are several publishes a port", |_, merged| {
        let several = services(merged).into_iter().filter(|(_, service)| replicas(service) > 1);
        several
            .filter(|(_, service)| service["ports"].as_array().is_some_and(|ports| !ports.is_empty()))
            .map(|(name, _)| format!("`{name}` does"))
            .collect()
    });

    every_merged(
        suite,
        "G6: a port that is moved is published where it was moved to, and there alone",
        |case, merged| {
            let mut complaints = Vec::new();
            let found = published(merged);
            for port in all_ports(case) {
                let homes: Vec<&str> = found
                    .iter()
                    .filter(|published| {
                        published.container == u64::from(port.rule.container)
                            && (published.protocol == "udp") == port.rule.udp
                    })
                    .map(|published| published.host.as_str())
                    .collect();
                let own = case.answers.value(case.plan.stack.field(&port.rule.field).expect("its field"));
                let times = homes.iter().filter(|host| **host == own).count();
                if times != 1 {
                    complaints
                        .push(format!("{}: expected once at {own}, found at {homes:?}", port.rule.field));
                }
            }
            let fields: BTreeSet<&str> = all_ports(case).map(|port| port.rule.field.as_str()).collect();
            let planned: BTreeSet<&str> = fields
                .iter()
                .map(|key| case.answers.value(case.plan.stack.field(key).expect("its field")))
                .collect();
            let left = found.iter().filter(|port| !planned.contains(port.host.as_str()));
            complaints.extend(left.map(|port| format!("{} is published too", port.host)));
            complaints
        },
    );

    every(
        suite,
        "G7: two ports of any bundle that are made the same are a finding, which offers a port that is free",
        |case| {
            let ports: Vec<_> = all_ports(case).filter(|port| !port.rule.udp).collect();
            let [first, .., last] = ports[..] else { return Vec::new() };
            let mut answers = case.answers.clone();
            answers.set(&last.rule.field, first.host.number().to_string());
            let Err(findings) = plan::make(case.plan.stack, &answers) else {
                return vec![format!("{} and {} have one port", first.rule.field, last.rule.field)];
            };
            let errors: Vec<&Finding> = findings.iter().filter(|finding| finding.is_error()).collect();
            let Some(Mend::Set { key, value }) = errors.iter().find_map(|error| error.mend.clone()) else {
                return vec![format!("no port is offered: {findings:?}")];
            };
            answers.set(key, value);
            let mended = plan::make(case.plan.stack, &answers);
            mended.err().map(|findings| format!("the offer does not do: {findings:?}")).into_iter().collect()
        },
    );

    every_merged(suite, "G7: no bundle asks for a port of the host twice", |_, merged| {
        let mut taken = BTreeSet::new();
        let ports = published(merged).into_iter();
        ports
            .filter(|port| !taken.insert((port.protocol.clone(), port.host.clone())))
            .map(|port| format!("{port:?}"))
            .collect()
    });
}
