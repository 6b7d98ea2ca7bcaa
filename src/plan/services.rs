//! Which services run, and what each is given.

use crate::answers::Answers;
use crate::check::ports::Claim;
use crate::stack::{self, Health, Mount, PortRule, Scene, Stack, Text, Wait};
use crate::values;

#[derive(Clone, Debug)]
pub struct Service {
    pub id: &'static str,
    pub title: &'static str,
    pub image: Text,
    pub hostname: &'static str,
    pub environment: Vec<(&'static str, Text)>,
    /// What the profile sets otherwise than the base does.
    pub profile_environment: Vec<(&'static str, Text)>,
    pub mounts: Vec<&'static Mount>,
    pub ports: Vec<Port>,
    pub health: Health,
    pub waits_for: Vec<Wait>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Port {
    pub container: u16,
    pub field: &'static str,
    pub host: u16,
    pub purpose: &'static str,
    pub page: &'static str,
}

/// A service of the manifest with only those of its parts that are there.
pub struct Active {
    pub service: &'static stack::Service,
    pub ports: Vec<&'static PortRule>,
    image: Text,
    environment: Vec<(&'static str, Text)>,
    mounts: Vec<&'static Mount>,
    waits_for: Vec<Wait>,
}

pub fn active(stack: &Stack, scene: &Scene) -> Vec<Active> {
    let there = |id: &str| scene.services.contains(&id);
    let mut found = Vec::new();
    for service in stack.services.iter().filter(|service| there(service.id)) {
        let environment = service.environment.iter().filter(|entry| entry.when.holds(scene));
        found.push(Active {
            service,
            ports: service.ports.iter().filter(|port| port.when.holds(scene)).collect(),
            image: stack.image(service.image).map(|image| image.reference).unwrap_or_default(),
            environment: environment.map(|entry| (entry.name, entry.value)).collect(),
            mounts: service.mounts.iter().filter(|mount| mount.when.holds(scene)).collect(),
            waits_for: service.waits_for.iter().copied().filter(|wait| there(wait.service)).collect(),
        });
    }
    found
}

impl Active {
    /// Every text of it that may name a field.
    pub fn texts(&self) -> Vec<Text> {
        let mut texts = vec![self.image];
        texts.extend(self.environment.iter().map(|(_, text)| text));
        texts.extend(self.service.health.command);
        texts
    }
}

/// Ports that can't be parsed claim nothing; a finding says so elsewhere.
pub fn claims(answers: &Answers, stack: &Stack, services: &[Active]) -> Vec<Claim> {
    // Whoever was moved by hand is the one to move on: it comes after those that stayed where they were.
    let (mut claims, mut moved) = (Vec::new(), Vec::new());
    for rule in services.iter().flat_map(|active| &active.ports) {
        let Some(port) = port(stack, answers, rule) else { continue };
        let claim = Claim { field: rule.field, what: rule.purpose, port, page: !rule.page.is_empty() };
        if answers.typed(rule.field).is_some() { moved.push(claim) } else { claims.push(claim) }
    }
    claims.extend(moved);
    claims
}

pub fn resolve(stack: &Stack, answers: &Answers, services: Vec<Active>) -> Vec<Service> {
    let of_profile = |key: &str| {
        let defaults = stack.field(key).map(|field| field.profile_defaults).unwrap_or_default();
        defaults.iter().any(|(profile, _)| *profile == answers.profile)
    };
    let differs = |(_, text): &(&str, Text)| text.fields().any(|(key, _)| of_profile(key));
    let published = |rule: &PortRule| {
        Some(Port {
            container: rule.container,
            field: rule.field,
            host: port(stack, answers, rule)?.number(),
            purpose: rule.purpose,
            page: rule.page,
        })
    };
    let mut resolved = Vec::new();
    for active in services {
        resolved.push(Service {
            id: active.service.id,
            title: active.service.title,
            image: active.image,
            hostname: active.service.hostname,
            profile_environment: active.environment.iter().copied().filter(differs).collect(),
            environment: active.environment,
            mounts: active.mounts,
            ports: active.ports.into_iter().filter_map(published).collect(),
            health: active.service.health,
            waits_for: active.waits_for,
        });
    }
    resolved
}

fn port(stack: &Stack, answers: &Answers, rule: &PortRule) -> Option<values::Port> {
    values::Port::try_from(answers.value(stack.field(rule.field)?)).ok()
}
