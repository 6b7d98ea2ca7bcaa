//! Which services run, and what each is given.

use crate::answers::Answers;
use crate::check::ports::Claim;
use crate::stack::{self, Entry, Health, PortRule, Scene, Source, Stack, Text, Wait};
use crate::values;

#[derive(Clone, Debug)]
pub struct Service {
    pub id: String,
    pub title: String,
    pub image: Text,
    pub hostname: String,
    pub environment: Vec<(String, Text)>,
    /// What the profile sets otherwise than the base does.
    pub profile_environment: Vec<(String, Text)>,
    pub mounts: Vec<Mounted>,
    pub ports: Vec<Port>,
    pub health: Health,
    pub waits_for: Vec<Wait>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mounted {
    pub source: Source,
    pub target: String,
    pub read_only: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    pub container: u16,
    pub field: String,
    pub host: u16,
    pub purpose: String,
    pub page: String,
}

/// A service of the manifest with only those of its parts that are there.
pub struct Active<'a> {
    pub service: &'a stack::Service,
    pub environment: Vec<&'a Entry>,
    pub ports: Vec<&'a PortRule>,
    mounts: Vec<&'a stack::Mount>,
    waits_for: Vec<&'a Wait>,
}

pub fn active<'a>(stack: &'a Stack, scene: &Scene) -> Vec<Active<'a>> {
    let there = |id: &str| scene.services.contains(&id);
    stack
        .services
        .iter()
        .filter(|service| there(&service.id))
        .map(|service| Active {
            service,
            environment: service.environment.iter().filter(|entry| entry.when.holds(scene)).collect(),
            ports: service.ports.iter().filter(|port| port.when.holds(scene)).collect(),
            mounts: service.mounts.iter().filter(|mount| mount.when.holds(scene)).collect(),
            waits_for: service.waits_for.iter().filter(|wait| there(&wait.service)).collect(),
        })
        .collect()
}

impl Active<'_> {
    /// Every text of it that may name a field.
    pub fn texts<'a>(&'a self, stack: &'a Stack) -> impl Iterator<Item = &'a Text> {
        let image = stack.image(&self.service.image).map(|image| &image.reference);
        let environment = self.environment.iter().map(|entry| &entry.value);
        image.into_iter().chain(environment).chain(&self.service.health.command)
    }
}

/// Ports that can't be parsed claim nothing; a finding says so elsewhere.
pub fn claims(answers: &Answers, stack: &Stack, services: &[Active]) -> Vec<Claim> {
    let rules = services.iter().flat_map(|active| &active.ports);
    let claim = |rule: &&PortRule| {
        let field = stack.field(&rule.field)?;
        let port = values::Port::try_from(answers.value(field)).ok()?;
        Some(Claim {
            field: rule.field.clone(),
            what: rule.purpose.clone(),
            port,
            page: !rule.page.is_empty(),
        })
    };
    // Whoever was moved by hand is the one to move on: it comes after those that stayed where they were.
    let (moved, mut claims): (Vec<_>, Vec<_>) =
        rules.filter_map(claim).partition(|claim: &Claim| answers.typed(&claim.field).is_some());
    claims.extend(moved);
    claims
}

pub fn resolve(stack: &Stack, answers: &Answers, services: Vec<Active>) -> Vec<Service> {
    let of_profile = |key: &str| {
        let defaults = stack.field(key).map(|field| field.profile_defaults.as_slice()).unwrap_or_default();
        defaults.iter().any(|(profile, _)| *profile == answers.profile)
    };
    let resolve = |active: Active| {
        let environment: Vec<(String, Text)> =
            active.environment.iter().map(|entry| (entry.name.clone(), entry.value.clone())).collect();
        let differs = |text: &Text| text.fields().any(|(key, _)| of_profile(key));
        Service {
            id: active.service.id.clone(),
            title: active.service.title.clone(),
            image: stack
                .image(&active.service.image)
                .map(|image| image.reference.clone())
                .unwrap_or_default(),
            hostname: active.service.hostname.clone(),
            profile_environment: environment.iter().filter(|(_, text)| differs(text)).cloned().collect(),
            environment,
            mounts: active.mounts.into_iter().map(mounted).collect(),
            ports: active.ports.into_iter().filter_map(|rule| port(stack, answers, rule)).collect(),
            health: active.service.health.clone(),
            waits_for: active.waits_for.into_iter().cloned().collect(),
        }
    };
    services.into_iter().map(resolve).collect()
}

fn mounted(mount: &stack::Mount) -> Mounted {
    Mounted { source: mount.source.clone(), target: mount.target.clone(), read_only: mount.read_only }
}

fn port(stack: &Stack, answers: &Answers, rule: &PortRule) -> Option<Port> {
    let host = values::Port::try_from(answers.value(stack.field(&rule.field)?)).ok()?;
    Some(Port {
        container: rule.container,
        field: rule.field.clone(),
        host: host.number(),
        purpose: rule.purpose.clone(),
        page: rule.page.clone(),
    })
}
