//! Which services run, and what each is given.

use super::secrets::{Delivery, SecretFile};
use crate::answers::Answers;
use crate::check::ports::Claim;
use crate::stack::{
    self, Entry, Guarded, Join, Mount, PortRule, Readiness, Restart, Scene, Source, Stack, Text,
};
use crate::values;

/// A service with only those of its parts that are there.
#[derive(Clone, Debug)]
pub struct Service<'s> {
    /// Where it stands among all that the stack has; the plan keeps their order.
    pub place: usize,
    pub id: &'s str,
    pub name: &'s str,
    /// What is the same whatever was chosen is found here.
    pub manifest: &'s stack::Service,
    pub image: &'s stack::Image,
    /// None: it is pulled.
    pub build: Option<&'s stack::Build>,
    /// The stage that is built, in this profile. None: the last.
    pub stage: Option<&'s str>,
    /// Those of its build arguments that hold.
    pub build_args: Vec<(&'s str, &'s Text)>,
    pub command: &'s [Text],
    pub environment: Vec<(&'s str, &'s Text)>,
    pub secrets: Delivery<'s>,
    /// Files of variables that a person may add.
    pub variable_files: Vec<&'s str>,
    pub mounts: Vec<&'s Mount>,
    /// The ports that may be published in this profile.
    pub rules: Vec<&'s PortRule>,
    /// Those whose numbers can be read; a finding speaks of the others.
    pub ports: Vec<Port<'s>>,
    pub waits_for: Vec<Wait<'s>>,
    pub networks: Vec<&'s str>,
    pub joins: Vec<&'s Join>,
    /// It is held to its resources.
    pub limited: bool,
    /// How many of it run, and who says so. None: it is always one.
    pub replicas: u16,
    pub replicas_from: Option<&'s Text>,
    /// None: it is always started again.
    pub restart: Option<Restart>,
}

#[derive(Clone, Copy, Debug)]
pub struct Port<'s> {
    pub rule: &'s PortRule,
    pub host: values::Port,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait<'s> {
    pub service: &'s str,
    pub until: Readiness,
}

/// Those that run where these choices are made.
pub fn running<'s>(stack: &'s Stack, answers: &Answers, scene: &Scene) -> Vec<Service<'s>> {
    let there = stack.services.iter().enumerate().filter(|(_, service)| scene.has(&service.id));
    there.map(|(place, service)| resolved(stack, answers, scene, place, service)).collect()
}

fn resolved<'s>(
    stack: &'s Stack,
    answers: &Answers,
    scene: &Scene,
    place: usize,
    service: &'s stack::Service,
) -> Service<'s> {
    let profile = stack.profile(scene.profile).unwrap_or(&stack.profiles[0]);
    let image = stack.image(&service.image).unwrap_or(&stack.images[0]);
    let build = image.build.as_ref().filter(|_| scene.shape == stack::Shape::Repository);
    let (environment, secrets) =
        Delivery::divide(stack, scene.secrets, image, entries(&service.environment, scene));
    let rules: Vec<&PortRule> = service.ports.iter().filter(|port| port.when.holds(scene)).collect();
    let port = |rule: &&'s PortRule| {
        let said = answers.value(stack.field(&rule.field)?);
        Some(Port { rule, host: values::Port::try_from(said).ok()? })
    };
    let waits_for = service.waits_for.iter().filter(|(other, _)| scene.has(other));
    let replicas = service.replicas.as_ref().filter(|_| profile.scaled);
    Service {
        place,
        id: &service.id,
        name: &service.name,
        manifest: service,
        image,
        build,
        stage: build.and_then(|build| build.target_in(scene.profile)),
        build_args: build.iter().flat_map(|build| entries(&build.args, scene)).collect(),
        command: service.command_in(scene.profile),
        environment,
        secrets,
        variable_files: guarded(&service.variable_files, scene).map(String::as_str).collect(),
        mounts: guarded(&service.mounts, scene).collect(),
        ports: rules.iter().filter_map(port).collect(),
        rules,
        waits_for: waits_for.map(|(service, until)| Wait { service, until: *until }).collect(),
        networks: networks(stack, service, scene),
        joins: service.joins.iter().filter(|join| join.when.holds(scene)).collect(),
        limited: profile.limits,
        replicas: replicas.map_or(1, |replicas| copies(stack, answers, replicas)),
        replicas_from: replicas,
        restart: service.restart.filter(|_| profile.scaled),
    }
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

/// What can't be read as a number is one; a finding says so elsewhere.
fn copies(stack: &Stack, answers: &Answers, replicas: &Text) -> u16 {
    let number = replicas.fill(|key| stack.field(key).map_or("", |field| answers.value(field)).to_owned());
    number.parse().unwrap_or(1)
}

impl<'s> Service<'s> {
    /// Every text of it that may name a field.
    pub fn texts(&self) -> impl Iterator<Item = &'s Text> {
        let one = [Some(&self.image.reference), self.manifest.user.as_ref(), self.replicas_from];
        let entries = self.build_args.iter().chain(&self.environment).chain(&self.secrets.environment);
        let probe = self.manifest.health.iter().flat_map(|health| &health.command);
        let words = self.manifest.entrypoint.iter().chain(self.command).chain(probe);
        one.into_iter().flatten().chain(entries.map(|(_, text)| *text)).chain(words)
    }

    /// The fields that it names outside of texts.
    pub fn keys(&self) -> impl Iterator<Item = &'s str> {
        let mounts = self.mounts.iter().filter_map(|mount| match &mount.source {
            Source::Host { field, .. } => Some(field.as_str()),
            Source::Volume(_) | Source::File(_) | Source::Memory => None,
        });
        let joins = self.joins.iter().map(|join| join.field.as_str());
        let secrets = self.secrets.files.iter().map(|file: &SecretFile| file.key);
        self.rules.iter().map(|rule| rule.field.as_str()).chain(mounts).chain(joins).chain(secrets)
    }
}

/// The host's ports that they would take.
pub fn claims<'s>(answers: &Answers, services: &[Service<'s>]) -> Vec<Claim<'s>> {
    // Whoever was moved by hand is the one to move on: it comes after those that stayed where they were.
    let (mut claims, mut moved) = (Vec::new(), Vec::new());
    for Port { rule, host } in services.iter().flat_map(|service| &service.ports) {
        let (page, open) = (rule.page.is_some(), rule.open);
        let claim = Claim { field: &rule.field, what: &rule.purpose, port: *host, page, open };
        match answers.typed(&rule.field) {
            _ if rule.udp => {}
            Some(_) => moved.push(claim),
            None => claims.push(claim),
        }
    }
    claims.extend(moved);
    claims
}

/// The service that stands at this place of the stack.
pub fn find<'a, 's>(services: &'a [Service<'s>], place: usize) -> Option<&'a Service<'s>> {
    let found = services.binary_search_by_key(&place, |service| service.place).ok()?;
    Some(&services[found])
}
