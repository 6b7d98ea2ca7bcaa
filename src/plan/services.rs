//! Which services run, and what each is given.

use super::secrets::{Delivery, SecretFile};
use crate::answers::Answers;
use crate::check::ports::Claim;
use crate::stack::{
    self, Build, Health, Join, Mount, Paths, PortRule, Profile, Resources, Restart, Scene, Source, Stack,
    Text, Wait,
};
use crate::values;

#[derive(Clone, Debug)]
pub struct Service {
    /// Where it stands among all that the stack has; the plan keeps their order.
    pub place: usize,
    pub id: &'static str,
    pub name: &'static str,
    /// What it is for.
    pub purpose: Option<&'static str>,
    pub image: Text,
    /// None: it is pulled.
    pub build: Option<Build>,
    /// Those of its build arguments that hold.
    pub build_args: Vec<(&'static str, Text)>,
    pub hostname: &'static str,
    pub container_name: &'static str,
    pub user: Text,
    pub entrypoint: &'static [Text],
    pub command: &'static [Text],
    pub environment: Vec<(&'static str, Text)>,
    /// What the profile sets otherwise than the base does.
    pub profile_environment: Vec<(&'static str, Text)>,
    pub secrets: Delivery,
    /// Where those of its secrets stand that it can't read from a file.
    pub private_environment: Paths,
    pub env_files: Vec<&'static str>,
    pub mounts: Vec<&'static Mount>,
    pub ports: Vec<Port>,
    /// None: it is a job, which does its work and ends.
    pub health: Option<Health>,
    pub waits_for: Vec<Wait>,
    pub networks: Vec<&'static str>,
    pub joins: Vec<&'static Join>,
    pub resources: Resources,
    /// It is held to its resources.
    pub limited: bool,
    /// How many of it run, and who says so. Empty: it is always one.
    pub replicas: u16,
    pub replicas_from: Text,
    /// None: it is always started again.
    pub restart: Option<Restart>,
    /// How many seconds it has to end in. 0: the engine's choice.
    pub stop_grace_period: u32,
}

impl Service {
    pub fn title(&self) -> String {
        stack::title(self.name, self.purpose)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Port {
    pub container: u16,
    pub field: &'static str,
    pub host: u16,
    pub purpose: &'static str,
    pub page: &'static str,
    pub udp: bool,
    /// For the whole world, wherever the other ports are opened.
    pub open: bool,
    /// For this machine alone, wherever the other ports are opened.
    pub loopback: bool,
}

/// A service of the manifest with only those of its parts that are there.
pub struct Active {
    place: usize,
    pub service: &'static stack::Service,
    pub ports: Vec<&'static PortRule>,
    image: &'static stack::Image,
    build: Option<Build>,
    build_args: Vec<(&'static str, Text)>,
    command: &'static [Text],
    environment: Vec<(&'static str, Text)>,
    secrets: Delivery,
    env_files: Vec<&'static str>,
    networks: Vec<&'static str>,
    mounts: Vec<&'static Mount>,
    waits_for: Vec<Wait>,
    joins: Vec<&'static Join>,
    replicas: Text,
}

pub fn active(stack: &'static Stack, scene: &Scene) -> Vec<Active> {
    let mut found = Vec::new();
    let scaled = stack.profile(scene.profile).is_some_and(|profile| profile.scaled);
    for (place, service) in stack.services.iter().enumerate() {
        if !scene.has(service.id) {
            continue;
        }
        let image = stack.image(service.image).unwrap_or(&stack.images[0]);
        let in_profile = |profile: &str| profile == scene.profile;
        let command = service.profile_commands.iter().find(|it| in_profile(it.profile));
        let build = image.build.filter(|_| scene.shape == stack::Shape::Repository).map(|build| {
            let target = build.profile_targets.iter().find(|it| in_profile(it.profile));
            Build { target: target.map_or(build.target, |it| it.target), ..build }
        });
        let args = build.iter().flat_map(|build| build.args);
        let entries = service.environment.iter().filter(|entry| entry.when.holds(scene));
        let (environment, secrets) =
            Delivery::divide(stack, scene.secrets, image, entries.map(|entry| (entry.name, entry.value)));
        found.push(Active {
            place,
            service,
            image,
            build,
            build_args: args.filter(|it| it.when.holds(scene)).map(|it| (it.name, it.value)).collect(),
            command: command.map_or(service.command, |it| it.words),
            environment,
            secrets,
            env_files: service.env_files.iter().filter(|it| it.when.holds(scene)).map(|it| it.path).collect(),
            networks: networks(stack, service, scene),
            ports: service.ports.iter().filter(|port| port.when.holds(scene)).collect(),
            mounts: service.mounts.iter().filter(|mount| mount.when.holds(scene)).collect(),
            waits_for: service.waits_for.iter().copied().filter(|wait| scene.has(wait.service)).collect(),
            joins: service.joins.iter().filter(|join| join.when.holds(scene)).collect(),
            replicas: if scaled { service.replicas } else { Text::default() },
        });
    }
    found
}

fn networks(stack: &Stack, service: &stack::Service, scene: &Scene) -> Vec<&'static str> {
    if service.networks.is_empty() {
        return stack.networks.iter().take(1).map(|network| network.id).collect();
    }
    service.networks.iter().filter(|it| it.when.holds(scene)).map(|it| it.network).collect()
}

impl Active {
    /// Every text of it that may name a field.
    pub fn texts(&self) -> Vec<Text> {
        let mut texts = vec![self.image.reference, self.service.user, self.replicas];
        texts.extend(self.build_args.iter().map(|(_, value)| value));
        texts.extend(self.service.entrypoint);
        texts.extend(self.command);
        texts.extend(self.environment.iter().chain(&self.secrets.environment).map(|(_, text)| text));
        texts.extend(self.service.health.iter().flat_map(|health| health.command));
        texts
    }

    /// The fields that it names outside of texts.
    pub fn keys(&self) -> Vec<&'static str> {
        let mut keys: Vec<&str> = self.ports.iter().map(|port| port.field).collect();
        keys.extend(self.mounts.iter().filter_map(|mount| match mount.source {
            Source::Host { field, .. } => Some(field),
            Source::Volume(_) | Source::File(_) | Source::Memory => None,
        }));
        keys.extend(self.joins.iter().map(|join| join.field));
        keys.extend(self.secrets.files.iter().map(|file: &SecretFile| file.key));
        keys
    }
}

/// Ports that can't be parsed claim nothing; a finding says so elsewhere.
pub fn claims(answers: &Answers, stack: &Stack, services: &[Active]) -> Vec<Claim> {
    // Whoever was moved by hand is the one to move on: it comes after those that stayed where they were.
    let (mut claims, mut moved) = (Vec::new(), Vec::new());
    for rule in services.iter().flat_map(|active| &active.ports).filter(|rule| !rule.udp) {
        let Some(port) = port(stack, answers, rule) else { continue };
        let page = !rule.page.is_empty();
        let claim = Claim { field: rule.field, what: rule.purpose, port, page, open: rule.open };
        if answers.typed(rule.field).is_some() { moved.push(claim) } else { claims.push(claim) }
    }
    claims.extend(moved);
    claims
}

pub fn resolve(
    stack: &'static Stack,
    answers: &Answers,
    profile: &Profile,
    services: Vec<Active>,
) -> Vec<Service> {
    let of_profile = |key: &str| {
        let defaults = stack.field(key).map(|field| field.profile_defaults).unwrap_or_default();
        defaults.iter().any(|(id, _)| *id == profile.id)
    };
    let differs = |(_, text): &(&str, Text)| text.fields().any(|(key, _)| of_profile(key));
    let published = |rule: &PortRule| {
        Some(Port {
            container: rule.container,
            field: rule.field,
            host: port(stack, answers, rule)?.number(),
            purpose: rule.purpose,
            page: rule.page,
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
            id: service.id,
            name: service.name,
            purpose: service.purpose,
            image: active.image.reference,
            build: active.build,
            build_args: active.build_args,
            hostname: service.hostname,
            container_name: service.container_name,
            user: service.user,
            entrypoint: service.entrypoint,
            command: active.command,
            profile_environment: active.environment.iter().copied().filter(differs).collect(),
            environment: active.environment,
            secrets: active.secrets,
            private_environment: service.private_environment,
            env_files: active.env_files,
            mounts: active.mounts,
            ports: active.ports.into_iter().filter_map(published).collect(),
            health: service.health,
            waits_for: active.waits_for,
            networks: active.networks,
            joins: active.joins,
            resources: service.resources,
            limited: profile.limits,
            replicas: copies(stack, answers, active.replicas),
            replicas_from: active.replicas,
            restart: service.restart.filter(|_| profile.scaled),
            stop_grace_period: service.stop_grace_period,
        });
    }
    resolved
}

/// What can't be read as a number is one; a finding says so elsewhere.
fn copies(stack: &Stack, answers: &Answers, replicas: Text) -> u16 {
    let number = replicas.fill(|key| stack.field(key).map_or("", |field| answers.value(field)).to_owned());
    number.parse().unwrap_or(1)
}

/// The service that stands at this place of the stack.
pub fn find(services: &[Service], place: usize) -> Option<&Service> {
    let found = services.binary_search_by_key(&place, |service| service.place).ok()?;
    Some(&services[found])
}

fn port(stack: &Stack, answers: &Answers, rule: &PortRule) -> Option<values::Port> {
    values::Port::try_from(answers.value(stack.field(rule.field)?)).ok()
}
