//! Whether what a service names is there: other services, volumes, networks, secrets and files.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Case, Complaints, cases::ROOT, every_merged};
use crate::deployment::{all_mounts, services};
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    every_merged(suite, "G12: no service waits for one that is not there", |_, merged| {
        let there: BTreeSet<&str> = services(merged).into_iter().map(|(name, _)| name).collect();
        let mut complaints = Vec::new();
        for (name, service) in services(merged) {
            let others = service["depends_on"].as_object().into_iter().flatten();
            let absent = others.filter(|(other, _)| !there.contains(other.as_str()));
            complaints.extend(absent.map(|(other, _)| format!("`{name}` waits for `{other}`")));
        }
        complaints
    });

    every_merged(
        suite,
        "G12: the volumes, networks and secrets that are named are those that are declared",
        |case, merged| {
            let base = case.bundle.files.iter().find(|file| file.path.ends_with("docker-compose.yml"));
            let declared: Value = berth::yaml::parse(&base.expect("a base").text).expect("YAML");
            let volumes = all_mounts(merged).filter(|(_, mount)| mount["type"] == "volume");
            let volumes = volumes.map(|(_, mount)| mount["source"].as_str().unwrap_or_default().to_owned());
            let networks = services(merged).into_iter().flat_map(|(_, it)| keys(&it["networks"]));
            let secrets = services(merged).into_iter().flat_map(|(_, it)| sources(&it["secrets"]));
            same("volumes", &volumes.collect(), &keys(&declared["volumes"]).collect())
                .into_iter()
                .chain(same("networks", &networks.collect(), &keys(&declared["networks"]).collect()))
                .chain(same("secrets", &secrets.collect(), &keys(&declared["secrets"]).collect()))
                .collect()
        },
    );

    every_merged(suite, "G17: every file and folder that is mounted is in the bundle", |case, merged| {
        let mut complaints = Vec::new();
        for (name, mount) in all_mounts(merged).filter(|(_, mount)| mount["type"] == "bind") {
            let source = mount["source"].as_str().unwrap_or_default();
            complaints
                .extend(unmountable(case, source).map(|why| format!("`{name}` mounts {source}: {why}")));
            if mount["read_only"] != true && !source.ends_with("/backups") {
                complaints.push(format!("`{name}` may write to {source}"));
            }
        }
        for (name, secret) in merged["secrets"].as_object().into_iter().flatten() {
            let source = secret["file"].as_str().unwrap_or_default();
            complaints
                .extend(unmountable(case, source).map(|why| format!("secret `{name}` is {source}: {why}")));
        }
        complaints
    });

    every_merged(
        suite,
        "G17: a mounted file that is gone stops the start and becomes no folder",
        |_, merged| {
            let of_the_bundle = |mount: &Value| {
                let source = mount["source"].as_str().unwrap_or_default();
                mount["type"] == "bind" && mount["read_only"] == true && source.starts_with(ROOT)
            };
            all_mounts(merged)
                .filter(|(_, mount)| of_the_bundle(mount) && mount["bind"]["create_host_path"] == true)
                .map(|(name, mount)| format!("`{name}` lets the engine make {}", mount["source"]))
                .collect()
        },
    );
}

/// Why this can't be mounted. A path of the machine's own is its owner's affair.
fn unmountable(case: &Case, source: &str) -> Option<&'static str> {
    let Some(path) = source.strip_prefix(ROOT) else {
        return (!source.starts_with('/')).then_some("nowhere");
    };
    let path = path.trim_start_matches('/');
    let folder = format!("{path}/");
    let there = |known: &str| known == path || known.starts_with(&folder);
    (!case.bundle.files.iter().any(|file| there(file.path))).then_some("not in the bundle")
}

fn keys(object: &Value) -> impl Iterator<Item = String> {
    object.as_object().into_iter().flatten().map(|(key, _)| key.clone())
}

fn sources(list: &Value) -> impl Iterator<Item = String> {
    list.as_array().into_iter().flatten().filter_map(|it| Some(it["source"].as_str()?.to_owned()))
}

fn same(what: &str, used: &BTreeSet<String>, declared: &BTreeSet<String>) -> Complaints {
    let undeclared = used.difference(declared).map(|name| format!("{what}: `{name}` is not declared"));
    let unused = declared.difference(used).map(|name| format!("{what}: nobody uses `{name}`"));
    undeclared.chain(unused).collect()
}
