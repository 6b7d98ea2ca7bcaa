//! Where there are files for several profiles, the base holds what all of these agree on, and each file the rest.

use crate::plan::{Plan, Service, services};

/// What every profile that has a file here gives the service.
pub fn base(plan: &Plan, it: &Service) -> Service {
    divided(plan, it, true)
}

/// What only some profiles give it, this one among them.
pub fn own(plan: &Plan, it: &Service) -> Service {
    let mut own = divided(plan, it, false);
    own.joins = Vec::new();
    own.waits_for = Vec::new();
    own
}

fn divided(plan: &Plan, it: &Service, agreed: bool) -> Service {
    let everywhere: Vec<&Service> = std::iter::once(&plan.services)
        .chain(plan.others.iter().map(|other| &other.services))
        .filter_map(|services| services::find(services, it.place))
        .collect();
    let all = |has: &dyn Fn(&Service) -> bool| everywhere.iter().all(|other| has(other)) == agreed;
    let mut part = it.clone();
    part.environment.retain(|entry| all(&|other| other.environment.contains(entry)));
    part.secrets.files.retain(|file| all(&|other| other.secrets.files.contains(file)));
    part.secrets.environment.retain(|entry| all(&|other| other.secrets.environment.contains(entry)));
    part.env_files.retain(|path| all(&|other| other.env_files.contains(path)));
    part.mounts.retain(|mount| all(&|other| other.mounts.contains(mount)));
    part.networks.retain(|network| all(&|other| other.networks.contains(network)));
    if !all(&|other| other.command == it.command) {
        part.command = &[];
    }
    let target = |other: &Service| other.build.map(|build| build.target);
    if !all(&|other| target(other) == target(it)) {
        part.build = part.build.map(|build| crate::stack::Build { target: "", ..build });
    }
    part
}
