//! Where there are files for several profiles, the base holds what all of these agree on, and each file the rest.

use crate::plan::{Plan, Service, services};

/// What every profile that has a file here gives the service.
pub fn base<'s>(plan: &Plan, service: &Service<'s>) -> Service<'s> {
    divided(plan, service, true)
}

/// What only some profiles give it, this one among them.
pub fn own<'s>(plan: &Plan, service: &Service<'s>) -> Service<'s> {
    let mut own = divided(plan, service, false);
    own.joins = Vec::new();
    own.waits_for = Vec::new();
    own
}

fn divided<'s>(plan: &Plan, service: &Service<'s>, agreed: bool) -> Service<'s> {
    let everywhere: Vec<&Service> = std::iter::once(&plan.services)
        .chain(plan.others.iter().map(|other| &other.services))
        .filter_map(|services| services::find(services, service.place))
        .collect();
    let all = |has: &dyn Fn(&Service) -> bool| everywhere.iter().all(|other| has(other)) == agreed;
    let mut part = service.clone();
    part.environment.retain(|entry| all(&|other| other.environment.contains(entry)));
    part.secrets.files.retain(|file| all(&|other| other.secrets.files.contains(file)));
    part.secrets.environment.retain(|entry| all(&|other| other.secrets.environment.contains(entry)));
    part.variable_files.retain(|path| all(&|other| other.variable_files.contains(path)));
    part.mounts.retain(|mount| all(&|other| other.mounts.contains(mount)));
    part.networks.retain(|network| all(&|other| other.networks.contains(network)));
    if !all(&|other| other.command == service.command) {
        part.command = &[];
    }
    if !all(&|other| other.stage == service.stage) {
        part.stage = None;
    }
    part
}
