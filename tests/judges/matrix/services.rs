//! What every service has, as Compose merges it.

use berth::catalogue;
use serde_json::Value;

use super::{Case, every_merged};
use crate::deployment::services;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    every_merged(suite, "the services of every bundle are the plan's", |case, merged| {
        let mut planned: Vec<&str> = case.plan.services.iter().map(|service| service.id).collect();
        planned.sort_unstable();
        let found: Vec<&str> = services(merged).into_iter().map(|(name, _)| name).collect();
        if found == planned { Vec::new() } else { vec![format!("{found:?}, expected {planned:?}")] }
    });

    every_merged(suite, "every service is started again whenever it ends, and no job is", |case, merged| {
        let wanted = |name: &str| if is_job(case, name) { "no" } else { "unless-stopped" };
        let gone = services(merged).into_iter().filter(|(name, service)| service["restart"] != wanted(name));
        gone.map(|(name, service)| format!("`{name}`: {}", service["restart"])).collect()
    });

    every_merged(suite, "every service has a health check, and no job has", |case, merged| {
        let all = services(merged).into_iter();
        let wrong = all.filter(|(name, service)| words(service).is_empty() != is_job(case, name));
        wrong.map(|(name, _)| format!("`{name}`")).collect()
    });

    every_merged(
        suite,
        "something waits for every job's end, so that its end is no failure",
        |case, merged| {
            let awaited = |job: &str| {
                services(merged).into_iter().any(|(_, service)| {
                    service["depends_on"][job]["condition"] == "service_completed_successfully"
                })
            };
            let jobs = services(merged).into_iter().filter(|(name, _)| is_job(case, name));
            jobs.filter(|(name, _)| !awaited(name))
                .map(|(name, _)| format!("nothing waits for `{name}`"))
                .collect()
        },
    );

    every_merged(suite, "G8, G9: every probe goes over TCP to 127.0.0.1", |_, merged| {
        let mut complaints = Vec::new();
        for (name, service) in services(merged) {
            let words = words(service);
            let elsewhere = |word: &&String| {
                let host = word.split_once("://").map(|(_, rest)| rest);
                word.contains("localhost") || host.is_some_and(|rest| !rest.starts_with("127.0.0.1"))
            };
            complaints.extend(words.iter().filter(elsewhere).map(|word| format!("`{name}` asks `{word}`")));
            let by_socket = words.iter().any(|word| word.ends_with("pg_isready"))
                && !words.windows(2).any(|pair| pair[0] == "-h" && pair[1] == "127.0.0.1");
            complaints.extend(by_socket.then(|| format!("`{name}` asks the socket")));
        }
        complaints
    });

    every_merged(
        suite,
        "G10: every probe calls a program that its image is known to have",
        |case, merged| {
            let mut complaints = Vec::new();
            for (name, service) in services(merged).into_iter().filter(|(name, _)| !is_job(case, name)) {
                let stack = catalogue::find(&case.plan.stack.id).expect("it ships");
                let image =
                    stack.service(name).and_then(|service| stack.image(&service.image)).expect("an image");
                let program = words(service).into_iter().next().unwrap_or_default();
                if !image.tools.contains(&program) {
                    complaints.push(format!("`{name}` calls `{program}`"));
                }
            }
            complaints
        },
    );
}

fn is_job(case: &Case, name: &str) -> bool {
    case.plan.services.iter().any(|service| service.id == name && service.manifest.health.is_none())
}

/// The words of a probe, without the one that says that there is no shell.
fn words(service: &Value) -> Vec<String> {
    let test = service["healthcheck"]["test"].as_array().map_or(&[][..], Vec::as_slice);
    test.iter().skip(1).map(|word| word.as_str().unwrap_or_default().to_owned()).collect()
}

pub fn replicas(service: &Value) -> u64 {
    service["deploy"]["replicas"].as_u64().or_else(|| service["scale"].as_u64()).unwrap_or(1)
}
