//! Whether what a service names is there: other services, volumes, networks, secrets and files.

use std::collections::BTreeSet;

use berth::stack::{Shape, Source};
use serde_json::Value;

use super::{Case, Complaints, cases::ROOT, every_merged};
use crate::deployment::{all_mounts, services};
use crate::suite::Suite;

/// Folders of the bundle that a container may write to.
const KEEPS_DATA: [&str; 2] = ["/backups", "/data"];

pub fn tests(suite: &mut Suite) {
    every_merged(
        suite,
        "G12: the volumes, networks and secrets that are named are those that are declared",
        |case, merged| {
            let declared = |kind: &str| declared(case, kind);
            let volumes = all_mounts(merged).filter(|(_, mount)| mount["type"] == "volume");
            let volumes = volumes.map(|(_, mount)| mount["source"].as_str().unwrap_or_default().to_owned());
            let networks = services(merged).into_iter().flat_map(|(_, service)| keys(&service["networks"]));
            let secrets = services(merged).into_iter().flat_map(|(_, service)| sources(&service["secrets"]));
            let volumes = volumes.chain(instead_of_folders(case)).collect();
            same("volumes", &volumes, &declared("volumes"))
                .into_iter()
                .chain(same("networks", &networks.collect(), &declared("networks")))
                .chain(same("secrets", &secrets.collect(), &declared("secrets")))
                .collect()
        },
    );

    every_merged(suite, "G17: every file and folder that is mounted is in the bundle", |case, merged| {
        let mut complaints = Vec::new();
        for (name, mount) in all_mounts(merged).filter(|(_, mount)| mount["type"] == "bind") {
            let source = mount["source"].as_str().unwrap_or_default();
            complaints
                .extend(unmountable(case, source).map(|why| format!("`{name}` mounts {source}: {why}")));
            let of_the_repository = case.plan.stack.sources.iter().any(|path| source.ends_with(path));
            if mount["read_only"] != true
                && !of_the_repository
                && !KEEPS_DATA.iter().any(|place| source.ends_with(place))
                && !is_given(case, name, &mount["target"])
            {
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
                let kept = KEEPS_DATA.iter().any(|folder| source.ends_with(folder));
                mount["type"] == "bind" && !kept && source.starts_with(ROOT)
            };
            all_mounts(merged)
                .filter(|(_, mount)| of_the_bundle(mount) && mount["bind"]["create_host_path"] == true)
                .map(|(name, mount)| format!("`{name}` lets the engine make {}", mount["source"]))
                .collect()
        },
    );
}

/// Volumes that are used as soon as the line of a folder is emptied in `.env`.
fn instead_of_folders(case: &Case) -> impl Iterator<Item = String> {
    let mounts = case.plan.services.iter().flat_map(|service| &service.mounts);
    mounts.filter_map(|mount| match &mount.source {
        Source::Host { volume, .. } => volume.clone(),
        _ => None,
    })
}

/// A folder that a person has named for it to write to.
fn is_given(case: &Case, service: &str, target: &Value) -> bool {
    let mut services = case.plan.services.iter().filter(|planned| planned.id == service);
    services.any(|service| {
        let mut given = service.mounts.iter().filter(|mount| matches!(mount.source, Source::Host { .. }));
        given.any(|mount| !mount.read_only && *target == mount.target)
    })
}

/// Why this can't be mounted. A path of the machine's own is its owner's affair.
fn unmountable(case: &Case, source: &str) -> Option<&'static str> {
    let Some(path) = source.strip_prefix(ROOT) else {
        return (!source.starts_with('/')).then_some("nowhere");
    };
    let path = path.trim_start_matches('/');
    let folder = format!("{path}/");
    let there = |known: &str| known == path || known.starts_with(&folder);
    let repository =
        case.plan.shape == Shape::Repository && case.plan.stack.sources.iter().any(|source| source == path);
    (!repository && !case.bundle.files.iter().any(|file| there(&file.path))).then_some("not in the bundle")
}

/// What the Compose files in use declare. An unused file's is its own affair.
fn declared(case: &Case, kind: &str) -> BTreeSet<String> {
    let env = case.bundle.file(&format!("{}.env", case.home())).expect("a .env");
    let used = env.text.lines().find_map(|line| line.strip_prefix("COMPOSE_FILE=")).expect("its line");
    let file = |name: &str| {
        let file = case.bundle.file(&format!("{}{name}", case.home())).expect("it is there");
        berth::yaml::parse::<Value>(&file.text).expect("YAML")
    };
    used.split(':').flat_map(|name| keys(&file(name)[kind]).collect::<Vec<_>>()).collect()
}

fn keys(object: &Value) -> impl Iterator<Item = String> {
    object.as_object().into_iter().flatten().map(|(key, _)| key.clone())
}

fn sources(list: &Value) -> impl Iterator<Item = String> {
    list.as_array().into_iter().flatten().filter_map(|item| Some(item["source"].as_str()?.to_owned()))
}

fn same(what: &str, used: &BTreeSet<String>, declared: &BTreeSet<String>) -> Complaints {
    let undeclared = used.difference(declared).map(|name| format!("{what}: `{name}` is not declared"));
    let unused = declared.difference(used).map(|name| format!("{what}: nobody uses `{name}`"));
    undeclared.chain(unused).collect()
}
