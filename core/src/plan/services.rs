//! Which services run, and what each is given.

use super::secrets::{Delivery, SecretFile};
use crate::answers::Answers;
use crate::check::ports::Claim;
use crate::stack::{
    self, Entry, Guarded, Health, Join, Mount, PortRule, Profile, Readiness, Resources, Restart, Scene,
    Source, Stack, Text,
};
use crate::values;

#[derive(Clone, Debug)]
pub struct Service<'s> {
    /// Where it stands among all that the stack has; the plan keeps their order.
    pub place: usize,
    pub id: &'s str,
    pub name: &'s str,
    /// What it is for.
    pub purpose: Option<&'s str>,
    pub image: &'s Text,
    /// None: it is pulled.
    pub build: Option<Build<'s>>,
    /// Those of its build arguments that hold.
    pub build_args: Vec<(&'s str, &'s Text)>,
    pub hostname: &'s str,
    pub container_name: &'s str,
    pub user: &'s Text,
    pub entrypoint: &'s [Text],
    pub command: &'s [Text],
    pub environment: Vec<(&'s str, &'s Text)>,
    pub secrets: Delivery<'s>,
    /// Files of variables that a person may add.
    pub variable_files: Vec<&'s str>,
    pub mounts: Vec<&'s Mount>,
    pub ports: Vec<Port<'s>>,
    /// None: it is a job, which does its work and ends.
    pub health: Option<&'s Health>,
    pub waits_for: Vec<Wait<'s>>,
    pub networks: Vec<&'s str>,
    pub joins: Vec<&'s Join>,
    pub resources: Resources,
    /// It is held to its resources.
    pub limited: bool,
    /// How many of it run, and who says so. None: it is always one.
    pub replicas: u16,
    pub replicas_from: Option<&'s Text>,
    /// None: it is always started again.
    pub restart: Option<Restart>,
    /// How many seconds it has to end in. 0: the engine's choice.
    pub stop_grace_period: u32,
}

impl Service<'_> {
    pub fn title(&self) -> String {
        stack::title(self.name, self.purpose)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Port<'s> {
    pub container: u16,
    pub field: &'s str,
    pub host: u16,
    pub purpose: &'s str,
    pub page: &'s str,
    pub udp: bool,
    /// For the whole world, wherever the other ports are opened.
    pub open: bool,
    /// For this machine alone, wherever the other ports are opened.
    pub loopback: bool,
}

/// How its image is made from the stack's source, in this profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Build<'s> {
    pub context: &'s str,
    pub dockerfile: &'s str,
    /// Empty: the last stage.
    pub target: &'s str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait<'s> {
    pub service: &'s str,
    pub until: Readiness,
}

/// A service of the manifest with only those of its parts that are there.
pub struct Active<'s> {
    place: usize,
    pub service: &'s stack::Service,
    pub ports: Vec<&'s PortRule>,
    image: &'s stack::Image,
    build: Option<Build<'s>>,
    build_args: Vec<(&'s str, &'s Text)>,
    command: &'s [Text],
    environment: Vec<(&'s str, &'s Text)>,
    secrets: Delivery<'s>,
    variable_files: Vec<&'s str>,
    networks: Vec<&'s str>,
    mounts: Vec<&'s Mount>,
    waits_for: Vec<Wait<'s>>,
    joins: Vec<&'s Join>,
    replicas: Option<&'s Text>,
}

pub fn active<'s>(stack: &'s Stack, scene: &Scene) -> Vec<Active<'s>> {
    let mut found = Vec::new();
    let scaled = stack.profile(scene.profile).is_some_and(|profile| profile.scaled);
    for (place, service) in stack.services.iter().enumerate() {
        if !scene.has(&service.id) {
            continue;
        }
        let image = stack.image(&service.image).unwrap_or(&stack.images[0]);
        let build = image.build.as_ref().filter(|_| scene.shape == stack::Shape::Repository);
        let (environment, secrets) =
            Delivery::divide(stack, scene.secrets, image, entries(&service.environment, scene));
        let waits_for = service.waits_for.iter().filter(|(other, _)| scene.has(other));
        found.push(Active {
            place,
            service,
            image,
            build: build.map(|build| Build {
                context: &build.context,
                dockerfile: &build.dockerfile,
                target: build.target_in(scene.profile),
            }),
            build_args: build.iter().flat_map(|build| entries(&build.args, scene)).collect(),
            command: service.command_in(scene.profile),
            environment,
            secrets,
            variable_files: guarded(&service.variable_files, scene).map(String::as_str).collect(),
            networks: networks(stack, service, scene),
            ports: service.ports.iter().filter(|port| port.when.holds(scene)).collect(),
            mounts: guarded(&service.mounts, scene).collect(),
            waits_for: waits_for.map(|(service, until)| Wait { service, until: *until }).collect(),
            joins: service.joins.iter().filter(|join| join.when.holds(scene)).collect(),
            replicas: Some(&service.replicas).filter(|replicas| scaled && !replicas.is_empty()),
        });
    }
    found
}

fn entries<'s>(all: &'s [Entry], scene: &Scene) -> impl Iterator<Item = (&'s str, &'s Text)> {
    let there = all.iter().filter(|entry| entry.when.holds(scene));
    there.map(|entry| (entry.name.as_str(), &entry.value))
}

fn guarded<'s, T>(all: &'s [Guarded<T>], scene: &Scene) -> impl Iterator<Item = &'s T> {
    all.iter().filter(|guarded| guarded.when.holds(scene)).map(|guarded| &guarded.value)
}

fn networks<'s>(stack: &'s Stack, service: &'s stack::Service, scene: &Scene) -> Vec<&'s str> {
    if service.networks.is_empty() {
        return stack.networks.iter().take(1).map(|network| network.id.as_str()).collect();
    }
    guarded(&service.networks, scene).map(String::as_str).collect()
}

impl<'s> Active<'s> {
    /// Every text of it that may name a field.
    pub fn texts(&self) -> Vec<&'s Text> {
        let mut texts = vec![&self.image.reference, &self.service.user];
        texts.extend(self.replicas);
        texts.extend(self.build_args.iter().map(|(_, value)| *value));
        texts.extend(&self.service.entrypoint);
        texts.extend(self.command);
        texts.extend(self.environment.iter().chain(&self.secrets.environment).map(|(_, text)| *text));
        texts.extend(self.service.health.iter().flat_map(|health| &health.command));
        texts
    }

    /// The fields that it names outside of texts.
    pub fn keys(&self) -> Vec<&'s str> {
        let mut keys: Vec<&str> = self.ports.iter().map(|port| port.field.as_str()).collect();
        keys.extend(self.mounts.iter().filter_map(|mount| match &mount.source {
            Source::Host { field, .. } => Some(field.as_str()),
            Source::Volume(_) | Source::File(_) | Source::Memory => None,
        }));
        keys.extend(self.joins.iter().map(|join| join.field.as_str()));
        keys.extend(self.secrets.files.iter().map(|file: &SecretFile| file.key));
        keys
    }
}

/// Ports that can't be parsed claim nothing; a finding says so elsewhere.
pub fn claims<'s>(answers: &Answers, stack: &Stack, services: &[Active<'s>]) -> Vec<Claim<'s>> {
    // Whoever was moved by hand is the one to move on: it comes after those that stayed where they were.
    let (mut claims, mut moved) = (Vec::new(), Vec::new());
    for rule in services.iter().flat_map(|active| &active.ports).filter(|rule| !rule.udp) {
        let Some(port) = port(stack, answers, rule) else { continue };
        let page = !rule.page.is_empty();
        let claim = Claim { field: &rule.field, what: &rule.purpose, port, page, open: rule.open };
        if answers.typed(&rule.field).is_some() { moved.push(claim) } else { claims.push(claim) }
    }
    claims.extend(moved);
    claims
}

pub fn resolve<'s>(
    stack: &'s Stack,
    answers: &Answers,
    profile: &Profile,
    services: Vec<Active<'s>>,
) -> Vec<Service<'s>> {
    let published = |rule: &'s PortRule| {
        Some(Port {
            container: rule.container,
            field: &rule.field,
            host: port(stack, answers, rule)?.number(),
            purpose: &rule.purpose,
            page: &rule.page,
            udp: rule.udp,
            open: rule.open,
            loopback: rule.loopback,
        })
    };
    let mut resolved = Vec::new();
    for active in services {
        let service = active.service;
        resolved.push(Service {
            place: active.place,
            id: &service.id,
            name: &service.name,
            purpose: service.purpose.as_deref(),
            image: &active.image.reference,
            build: active.build,
            build_args: active.build_args,
            hostname: &service.hostname,
            container_name: &service.container_name,
            user: &service.user,
            entrypoint: &service.entrypoint,
            command: active.command,
            environment: active.environment,
            secrets: active.secrets,
            variable_files: active.variable_files,
            mounts: active.mounts,
            ports: active.ports.into_iter().filter_map(published).collect(),
            health: service.health.as_ref(),
            waits_for: active.waits_for,
            networks: active.networks,
            joins: active.joins,
            resources: service.resources,
            limited: profile.limits,
            replicas: active.replicas.map_or(1, |replicas| copies(stack, answers, replicas)),
            replicas_from: active.replicas,
            restart: service.restart.filter(|_| profile.scaled),
            stop_grace_period: service.stop_grace_period,
        });
    }
    resolved
}

/// What can't be read as a number is one; a finding says so elsewhere.
fn copies(stack: &Stack, answers: &Answers, replicas: &Text) -> u16 {
    let number = replicas.fill(|key| stack.field(key).map_or("", |field| answers.value(field)).to_owned());
    number.parse().unwrap_or(1)
}

/// The service that stands at this place of the stack.
pub fn find<'a, 's>(services: &'a [Service<'s>], place: usize) -> Option<&'a Service<'s>> {
    let found = services.binary_search_by_key(&place, |service| service.place).ok()?;
    Some(&services[found])
}

fn port(stack: &Stack, answers: &Answers, rule: &PortRule) -> Option<values::Port> {
    values::Port::try_from(answers.value(stack.field(&rule.field)?)).ok()
}
