//! Which services stand in one Compose file, and with what: in the base, or in what a profile lays over it.

use super::agreed;
use crate::plan::{Plan, Service};
use crate::stack::Text;

/// Every service of the base, without anything that a profile adds.
pub fn base(plan: &Plan) -> Vec<Service> {
    let there = plan.services.iter().filter(|it| plan.in_base(it));
    let bare = |it: &Service| Service {
        ports: Vec::new(),
        profile_environment: Vec::new(),
        limited: false,
        replicas_from: Text::default(),
        restart: None,
        ..agreed::base(plan, it)
    };
    there.map(bare).collect()
}

/// The services to which the profile adds something, and whole those that only it has.
pub fn of_profile(plan: &Plan, profile: &str) -> Vec<Service> {
    let other = plan.others.iter().find(|other| other.profile.id == profile);
    let services = other.map_or(&plan.services, |other| &other.services);
    let part = |it: &Service| if plan.in_base(it) { agreed::own(plan, it) } else { it.clone() };
    let adds = |it: &Service| !plan.in_base(it) || says_something(it);
    services.iter().map(part).filter(adds).collect()
}

fn says_something(it: &Service) -> bool {
    let lists = [
        it.ports.len(),
        it.environment.len(),
        it.profile_environment.len(),
        it.secrets.files.len(),
        it.secrets.environment.len(),
        it.env_files.len(),
        it.mounts.len(),
        it.networks.len(),
        it.command.len(),
    ];
    lists.into_iter().any(|length| length > 0)
        || it.build.is_some_and(|build| !build.target.is_empty())
        || it.limited
        || !it.replicas_from.0.is_empty()
        || it.restart.is_some()
}
