//! What a template is given of one Compose file: the base, or what a profile lays over it.

use minijinja::Value;

use super::agreed;
use super::compose::{self, Layer};
use super::view::{list, record};
use crate::messages;
use crate::plan::{Delivery, Plan, Service};
use crate::stack::{Build, Encoding, Health, Join, Part, Readiness, Restart, Text};

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

/// The networks that a file says something of: those of its services, and of others those that all of them join.
pub fn networks(plan: &Plan, services: &[Service], layer: Layer) -> Value {
    let overlay = matches!(layer, Layer::Profile(_));
    let used = |services: &[Service], id: &str| services.iter().any(|it| it.networks.contains(&id));
    let in_base = if overlay { base(plan) } else { Vec::new() };
    let all = plan.stack.networks.iter();
    let own = all.filter(|it| used(services, it.id) && !used(&in_base, it.id)).map(|it| {
        record(vec![
            ("id", it.id.into()),
            ("name", it.name.into()),
            ("internal", it.internal.into()),
            ("external", false.into()),
        ])
    });
    let joined = if overlay { Vec::new() } else { joined(plan) };
    let others = joined.into_iter().map(|it| {
        let name = compose::reference(plan, it.field, Encoding::Plain, Layer::Base);
        record(vec![("id", it.network.into()), ("name", name.into()), ("external", true.into())])
    });
    list(own.chain(others), |network| network)
}

/// The networks of others, each once.
fn joined(plan: &Plan) -> Vec<&'static Join> {
    let mut found: Vec<&'static Join> = Vec::new();
    for join in plan.services.iter().flat_map(|it| &it.joins) {
        if !found.iter().any(|known| known.network == join.network) {
            found.push(join);
        }
    }
    found
}

/// What a guide says of a service.
pub fn about(it: &Service) -> Value {
    let dockerfile = |it: Build| record(vec![("dockerfile", it.dockerfile.into())]);
    record(vec![
        ("id", it.id.into()),
        ("title", it.title().into()),
        ("build", it.build.map_or_else(nothing, dockerfile)),
        ("container_name", it.container_name.into()),
        ("env_file", env_file(it)),
        ("waits_for", waits(it)),
        ("replicas", it.replicas.into()),
        ("cpus", messages::cpus(it.resources.cpus).into()),
        ("memory", messages::memory(it.resources.memory).into()),
    ])
}

fn waits(it: &Service) -> Value {
    list(it.waits_for.iter(), |wait| {
        let condition = match wait.until {
            Readiness::Started => "service_started",
            Readiness::Healthy => "service_healthy",
            Readiness::Completed => "service_completed_successfully",
        };
        record(vec![("service", wait.service.into()), ("condition", condition.into())])
    })
}

pub fn service(plan: &Plan, it: &Service, layer: Layer) -> Value {
    let whole = matches!(layer, Layer::Base) || !plan.in_base(it);
    let texts = |texts: &[Text]| list(texts.iter(), |word| compose::text(plan, *word, layer).into());
    let entries = |entries: &[(&str, Text)]| {
        list(entries.iter(), |(name, text)| {
            record(vec![("name", (*name).into()), ("value", compose::text(plan, *text, layer).into())])
        })
    };
    let mut environment = it.environment.clone();
    if !whole {
        environment.extend(it.profile_environment.iter().filter(|entry| !it.environment.contains(entry)));
    }
    let logs = &plan.stack.logs;
    record(vec![
        ("id", it.id.into()),
        ("title", it.title().into()),
        // Everything that it is stands here, not only what is added.
        ("whole", whole.into()),
        ("image", compose::text(plan, it.image, layer).into()),
        ("build", it.build.map_or_else(nothing, |from| build(plan, from, &it.build_args, layer, whole))),
        ("hostname", it.hostname.into()),
        ("container_name", it.container_name.into()),
        ("user", compose::text(plan, it.user, layer).into()),
        ("entrypoint", texts(it.entrypoint)),
        ("command", texts(it.command)),
        ("environment", entries(&environment)),
        ("secrets", secrets(&it.secrets)),
        ("env_file", env_file(it)),
        ("env_files", list(it.env_files.iter(), |path| format!("./{path}").into())),
        ("mounts", list(it.mounts.iter(), |mount| compose::mount(plan, mount))),
        ("networks", list(it.networks.iter(), |id| (*id).into())),
        (
            "joins",
            list(it.joins.iter(), |join| {
                record(vec![("network", join.network.into()), ("alias", join.alias.into())])
            }),
        ),
        ("ports", list(it.ports.iter(), |port| compose::port(plan, port).into())),
        ("log_size", compose::text(plan, logs.size, layer).into()),
        ("log_files", compose::text(plan, logs.files, layer).into()),
        ("health", it.health.map_or_else(nothing, |it| health(plan, it, layer))),
        ("waits_for", waits(it)),
        // Empty: one.
        ("replicas", replicas(plan, it, layer)),
        ("stop_grace_period", it.stop_grace_period.into()),
        ("restart", it.restart.map_or_else(nothing, restart)),
        ("limited", it.limited.into()),
        ("cpus", messages::cpus(it.resources.cpus).into()),
        ("memory", messages::memory(it.resources.memory).into()),
        ("reserved_cpus", amount(it.resources.reserved_cpus, messages::cpus)),
        ("reserved_memory", amount(it.resources.reserved_memory, messages::memory)),
    ])
}

fn replicas(plan: &Plan, it: &Service, layer: Layer) -> Value {
    match it.replicas_from.0 {
        [] => nothing(),
        [Part::Literal(_)] => it.replicas.into(),
        _ => compose::text(plan, it.replicas_from, layer).into(),
    }
}

fn nothing() -> Value {
    Value::from(())
}

/// A profile adds no more than its own stage.
fn build(plan: &Plan, it: Build, args: &[(&str, Text)], layer: Layer, whole: bool) -> Value {
    if !whole && it.target.is_empty() {
        return nothing();
    }
    let args = args.iter().filter(|_| whole);
    let arg = |(name, value): &(&str, Text)| {
        record(vec![("name", (*name).into()), ("value", compose::text(plan, *value, layer).into())])
    };
    record(vec![
        ("context", if whole { it.context } else { "" }.into()),
        ("dockerfile", it.dockerfile.into()),
        ("target", it.target.into()),
        ("args", list(args, arg)),
    ])
}

fn health(plan: &Plan, it: Health, layer: Layer) -> Value {
    record(vec![
        ("command", list(it.command.iter(), |word| compose::text(plan, *word, layer).into())),
        // These three in seconds.
        ("interval", it.interval.into()),
        ("timeout", it.timeout.into()),
        ("start_period", it.start_period.into()),
        ("retries", it.retries.into()),
    ])
}

fn restart(it: Restart) -> Value {
    record(vec![("delay", it.delay.into()), ("attempts", it.attempts.into())])
}

/// Empty where there is none of it.
fn amount(of: u32, text: fn(u32) -> String) -> Value {
    if of == 0 { "".into() } else { text(of).into() }
}

fn secrets(delivery: &Delivery) -> Value {
    list(delivery.files.iter(), |file| {
        record(vec![
            ("variable", file.variable.as_str().into()),
            ("name", file.key.to_ascii_lowercase().into()),
            ("target", format!("/run/secrets/{}", file.key.to_ascii_lowercase()).into()),
        ])
    })
}

fn env_file(it: &Service) -> Value {
    if it.secrets.environment.is_empty() {
        return "".into();
    }
    format!("./{}", it.private_environment.alone).into()
}
