//! What is published, as Compose merges it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{every_merged, services::replicas};
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
    // A browser opens the first, which shows it the others.
    ("kyros", &["shell-ui", "dash-app-clv", "dash-app-risk"]),
];

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

    every_merged(suite, "G7: no bundle asks for a port of the host twice", |_, merged| {
        let mut taken = BTreeSet::new();
        let ports = published(merged).into_iter();
        ports
            .filter(|port| !taken.insert((port.protocol.clone(), port.host.clone())))
            .map(|port| format!("{port:?}"))
            .collect()
    });
}
