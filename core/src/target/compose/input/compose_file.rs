//! One Compose file: the base, or what a profile lays over it.

use serde::Serialize;

use super::parts::StackFacts;
use crate::plan::{self, Plan};
use crate::stack::{self, Encoding, Part, Profile, Readiness, Source, Text};
use crate::target::compose::layer;
use crate::target::compose::paths::{self, beside};
use crate::target::compose::reference::{self, Layer};
use crate::words::en::amounts;

#[derive(Debug, PartialEq, Serialize)]
pub struct ComposeFile<'a> {
    stack: StackFacts<'a>,
    /// The profile that it adds to the base. Empty: it is the base.
    layer: &'a str,
    services: Vec<Service<'a>>,
    networks: Vec<Network<'a>>,
    volumes: &'a [&'a str],
    /// Those that containers read from their files.
    secrets: Vec<Secret>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Service<'a> {
    id: &'a str,
    title: String,
    /// Everything that it is stands here, not only what is added.
    whole: bool,
    image: String,
    build: Option<Build<'a>>,
    hostname: Option<&'a str>,
    container_name: Option<&'a str>,
    user: Option<String>,
    entrypoint: Vec<String>,
    command: Vec<String>,
    environment: Vec<Entry<'a>>,
    secrets: Vec<SecretFile>,
    /// Its own file of variables.
    env_file: Option<String>,
    env_files: Vec<String>,
    mounts: Vec<Mount<'a>>,
    networks: Vec<&'a str>,
    joins: Vec<Join<'a>>,
    ports: Vec<String>,
    log_size: String,
    log_files: String,
    health: Option<Health>,
    waits_for: Vec<Wait<'a>>,
    /// None: one.
    replicas: Option<Replicas>,
    stop_grace_period: Option<u32>,
    restart: Option<stack::Restart>,
    limited: bool,
    cpus: String,
    memory: String,
    reserved_cpus: Option<String>,
    reserved_memory: Option<String>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Build<'a> {
    /// None: the profile adds its stage alone.
    context: Option<&'a str>,
    dockerfile: &'a str,
    target: Option<&'a str>,
    args: Vec<Entry<'a>>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Entry<'a> {
    name: &'a str,
    value: String,
}

/// How a service is told of a secret's file.
#[derive(Debug, PartialEq, Serialize)]
struct SecretFile {
    variable: String,
    name: String,
    target: String,
}

#[derive(Debug, PartialEq, Serialize)]
struct Mount<'a> {
    memory: bool,
    /// What is only read, or the repository's, has to be there; the short form would have Docker make a folder of its name.
    must_exist: bool,
    read_only: bool,
    source: String,
    target: &'a str,
    short: String,
}

#[derive(Debug, PartialEq, Serialize)]
struct Join<'a> {
    network: &'a str,
    alias: &'a str,
}

/// Times in seconds.
#[derive(Debug, PartialEq, Serialize)]
struct Health {
    command: Vec<String>,
    interval: u32,
    timeout: u32,
    start_period: u32,
    retries: u32,
}

#[derive(Debug, PartialEq, Serialize)]
struct Wait<'a> {
    service: &'a str,
    condition: &'a str,
}

#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Replicas {
    Fixed(u16),
    /// What `.env` says.
    Answered(String),
}

#[derive(Debug, PartialEq, Serialize)]
struct Network<'a> {
    id: &'a str,
    name: Option<String>,
    internal: bool,
    external: bool,
}

#[derive(Debug, PartialEq, Serialize)]
struct Secret {
    name: String,
    /// The file that holds it.
    source: String,
}

impl<'a> ComposeFile<'a> {
    pub fn base(plan: &'a Plan<'a>) -> Self {
        Self::of_layer(plan, "", &layer::base(plan), Layer::Base)
    }

    pub fn overlay(plan: &'a Plan<'a>, profile: &'a Profile) -> Self {
        Self::of_layer(plan, &profile.name, &layer::of_profile(plan, profile), Layer::Profile(&profile.id))
    }

    fn of_layer(plan: &'a Plan<'a>, name: &'a str, services: &[plan::Service<'a>], layer: Layer) -> Self {
        Self {
            stack: StackFacts::of_plan(plan),
            layer: name,
            services: services.iter().map(|service| Service::of_layer(plan, service, layer)).collect(),
            networks: networks(plan, services, layer),
            volumes: &plan.volumes,
            secrets: secrets(plan, services),
        }
    }
}

/// The secrets that one of the services reads from a file.
fn secrets(plan: &Plan, services: &[plan::Service]) -> Vec<Secret> {
    let mut mounted = vec![false; plan.stack.fields.len()];
    for file in services.iter().flat_map(|service| &service.secrets.files) {
        if let Some(place) = plan.stack.fields.place(file.key) {
            mounted[place] = true;
        }
    }
    let read = plan.variables.iter().filter(|variable| mounted[variable.place]);
    let secret = |variable: &plan::Variable| Secret {
        name: paths::secret_name(variable.key),
        source: beside(&plan.stack.secret_paths(variable.key).alone),
    };
    read.map(secret).collect()
}

/// The networks that a file says something of: those of its services, and of others those that all of them join.
fn networks<'a>(plan: &'a Plan<'a>, services: &[plan::Service], layer: Layer) -> Vec<Network<'a>> {
    let overlay = matches!(layer, Layer::Profile(_));
    let used =
        |services: &[plan::Service], id: &str| services.iter().any(|service| service.networks.contains(&id));
    let in_base = if overlay { layer::base(plan) } else { Vec::new() };
    let own = plan.stack.networks.iter();
    let own = own.filter(|network| used(services, &network.id) && !used(&in_base, &network.id));
    let mut networks: Vec<Network> = own
        .map(|network| Network {
            id: &network.id,
            name: network.name.clone(),
            internal: network.internal,
            external: false,
        })
        .collect();
    if !overlay {
        networks.extend(joined(plan).into_iter().map(|join| Network {
            id: &join.network,
            name: Some(reference::reference(plan, &join.field, Encoding::Plain, Layer::Base)),
            internal: false,
            external: true,
        }));
    }
    networks
}

/// The networks of others, each once.
fn joined<'s>(plan: &Plan<'s>) -> Vec<&'s stack::Join> {
    let mut found: Vec<&'s stack::Join> = Vec::new();
    for join in plan.services.iter().flat_map(|service| &service.joins) {
        if !found.iter().any(|known| known.network == join.network) {
            found.push(join);
        }
    }
    found
}

impl<'a> Service<'a> {
    fn of_layer(plan: &'a Plan<'a>, service: &plan::Service<'a>, layer: Layer) -> Self {
        let whole = matches!(layer, Layer::Base) || !layer::in_base(plan, service);
        let text = |text: &Text| reference::text(plan, text, layer);
        let texts = |texts: &[Text]| texts.iter().map(text).collect();
        let (manifest, resources) = (service.manifest, service.manifest.resources);
        let reserved = |amount: u32| Some(amount).filter(|amount| *amount > 0);
        Self {
            id: service.id,
            title: manifest.title(),
            whole,
            image: text(&service.image.reference),
            build: Build::of_layer(plan, service, layer, whole),
            hostname: manifest.hostname.as_deref(),
            container_name: manifest.container_name.as_deref(),
            user: manifest.user.as_ref().map(text),
            entrypoint: texts(&manifest.entrypoint),
            command: texts(service.command),
            environment: entries(plan, &service.environment, layer),
            secrets: service.secrets.files.iter().map(SecretFile::of_service).collect(),
            env_file: paths::own_variables(plan.stack, service),
            env_files: service.variable_files.iter().map(|path| beside(path)).collect(),
            mounts: service.mounts.iter().map(|mount| Mount::of_service(plan, mount)).collect(),
            networks: service.networks.clone(),
            joins: service.joins.iter().map(|join| Join::of_service(join)).collect(),
            ports: service.ports.iter().map(|port| reference::port(plan, port)).collect(),
            log_size: text(&plan.stack.logs.size),
            log_files: text(&plan.stack.logs.files),
            health: manifest.health.as_ref().map(|health| Health::of_layer(plan, health, layer)),
            waits_for: service.waits_for.iter().map(Wait::of_service).collect(),
            replicas: Replicas::of_layer(plan, service, layer),
            stop_grace_period: manifest.stop_grace_period,
            restart: service.restart,
            limited: service.limited,
            cpus: amounts::cpus(resources.cpus),
            memory: amounts::memory(resources.memory),
            reserved_cpus: reserved(resources.reserved_cpus).map(amounts::cpus),
            reserved_memory: reserved(resources.reserved_memory).map(amounts::memory),
        }
    }
}

fn entries<'a>(plan: &Plan, entries: &[(&'a str, &Text)], layer: Layer) -> Vec<Entry<'a>> {
    let entry = |(name, text): &(&'a str, &Text)| Entry { name, value: reference::text(plan, text, layer) };
    entries.iter().map(entry).collect()
}

impl<'a> Build<'a> {
    /// A profile adds no more than its own stage.
    fn of_layer(plan: &Plan, service: &plan::Service<'a>, layer: Layer, whole: bool) -> Option<Self> {
        let build = service.build.filter(|_| whole || service.stage.is_some())?;
        Some(Self {
            context: whole.then_some(&build.context),
            dockerfile: &build.dockerfile,
            target: service.stage,
            args: entries(plan, if whole { &service.build_args } else { &[] }, layer),
        })
    }
}

impl<'a> Join<'a> {
    fn of_service(join: &'a stack::Join) -> Self {
        Self { network: &join.network, alias: &join.alias }
    }
}

impl SecretFile {
    fn of_service(file: &plan::SecretFile) -> Self {
        let name = paths::secret_name(file.key);
        Self { variable: file.variable.clone(), target: format!("/run/secrets/{name}"), name }
    }
}

impl<'a> Mount<'a> {
    fn of_service(plan: &Plan, mount: &'a stack::Mount) -> Self {
        let source = match &mount.source {
            Source::Volume(name) => name.clone(),
            Source::File(path) => beside(path),
            Source::Memory => String::new(),
            Source::Host { field, volume: None } => {
                reference::reference(plan, field, Encoding::Plain, Layer::Base)
            }
            Source::Host { field, volume: Some(volume) } => format!("${{{field}:-{volume}}}"),
        };
        let must_exist = match &mount.source {
            Source::File(path) => mount.read_only || plan.stack.sources.contains(path),
            _ => false,
        };
        let short = format!("{source}:{}{}", mount.target, if mount.read_only { ":ro" } else { "" });
        Self {
            memory: mount.source == Source::Memory,
            must_exist,
            read_only: mount.read_only,
            source,
            target: &mount.target,
            short,
        }
    }
}

impl Health {
    fn of_layer(plan: &Plan, health: &stack::Health, layer: Layer) -> Self {
        Self {
            command: health.command.iter().map(|word| reference::text(plan, word, layer)).collect(),
            interval: health.interval,
            timeout: health.timeout,
            start_period: health.start_period,
            retries: health.retries,
        }
    }
}

impl<'a> Wait<'a> {
    fn of_service(wait: &plan::services::Wait<'a>) -> Self {
        let condition = match wait.until {
            Readiness::Started => "service_started",
            Readiness::Healthy => "service_healthy",
            Readiness::Completed => "service_completed_successfully",
        };
        Self { service: wait.service, condition }
    }
}

impl Replicas {
    fn of_layer(plan: &Plan, service: &plan::Service, layer: Layer) -> Option<Self> {
        let from = service.replicas_from?;
        Some(match &from.0[..] {
            [Part::Literal(_)] => Self::Fixed(service.replicas),
            _ => Self::Answered(reference::text(plan, from, layer)),
        })
    }
}
