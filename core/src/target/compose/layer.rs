//! Which services stand in one Compose file, and with what: in the base, or in what a profile lays over it.

use super::agreed;
use crate::plan::{Plan, Service, services};
use crate::stack::{Profile, Stack, Standing};

/// The base's name.
pub const BASE: &str = "docker-compose.yml";

/// What the file with a profile's additions is called. Compose takes `override` where nothing names another one.
pub fn name(profile: &Profile) -> String {
    format!(
        "docker-compose.{}.yml",
        if profile.standing == Standing::Implied { "override" } else { &profile.id }
    )
}

/// The Compose files that make up a profile, the base first.
pub fn files(profile: &Profile) -> [String; 2] {
    [BASE.to_owned(), name(profile)]
}

/// The profiles that have a file here, in the stack's order.
pub fn profiles<'s>(plan: &Plan<'s>) -> impl Iterator<Item = &'s Profile> {
    let is_here = |profile: &&Profile| {
        profile.id == plan.profile.id || plan.others.iter().any(|other| other.profile.id == profile.id)
    };
    plan.stack.profiles.iter().filter(is_here)
}

/// The service stands in the base: every profile that has a file here runs it.
pub fn in_base(plan: &Plan, service: &Service) -> bool {
    let runs = |services: &[Service]| services::find(services, service.place).is_some();
    runs(&plan.services) && plan.others.iter().all(|other| runs(&other.services))
}

/// Every service of the base, without anything that a profile adds.
pub fn base<'s>(plan: &Plan<'s>) -> Vec<Service<'s>> {
    let there = plan.services.iter().filter(|service| in_base(plan, service));
    let bare = |service: &Service<'s>| Service {
        ports: Vec::new(),
        limited: false,
        replicas_from: None,
        restart: None,
        ..agreed::base(plan, service)
    };
    there.map(bare).collect()
}

/// The services to which the profile adds something, and whole those that only it has.
pub fn of_profile<'s>(plan: &Plan<'s>, profile: &Profile) -> Vec<Service<'s>> {
    let other = plan.others.iter().find(|other| other.profile.id == profile.id);
    let services = other.map_or(&plan.services, |other| &other.services);
    let part = |service: &Service<'s>| {
        if in_base(plan, service) { added(plan, profile, service) } else { service.clone() }
    };
    let adds = |service: &Service| !in_base(plan, service) || says_something(service);
    services.iter().map(part).filter(adds).collect()
}

/// With what it sets otherwise than the base does, as a field of it has another default in this profile.
fn added<'s>(plan: &Plan, profile: &Profile, service: &Service<'s>) -> Service<'s> {
    let mut own = agreed::own(plan, service);
    for entry in &service.environment {
        let differs = entry.1.fields().any(|(key, _)| has_own_default(plan.stack, profile, key));
        if differs && !own.environment.contains(entry) {
            own.environment.push(*entry);
        }
    }
    own
}

fn has_own_default(stack: &Stack, profile: &Profile, key: &str) -> bool {
    stack.field(key).is_some_and(|field| field.default_in.iter().any(|(id, _)| *id == profile.id))
}

fn says_something(service: &Service) -> bool {
    let lists = [
        service.ports.len(),
        service.environment.len(),
        service.secrets.files.len(),
        service.secrets.environment.len(),
        service.variable_files.len(),
        service.mounts.len(),
        service.networks.len(),
        service.command.len(),
    ];
    lists.into_iter().any(|length| length > 0)
        || service.stage.is_some()
        || service.limited
        || service.replicas_from.is_some()
        || service.restart.is_some()
}
