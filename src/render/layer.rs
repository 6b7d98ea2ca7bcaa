//! What a template is given of one Compose file: the base, or what a profile lays over it.

use minijinja::Value;

use super::compose::{self, Layer};
use super::view::{list, record};
use crate::messages;
use crate::plan::{Delivery, Plan, Service};
use crate::stack::{Build, Encoding, Join, Readiness, Restart, Text};

/// Every service of the base, without anything that a profile adds.
pub fn base(plan: &Plan) -> Value {
    let there = plan.services.iter().filter(|it| plan.in_base(it.id));
    list(there, |it| {
        let mut bare = it.clone();
        (bare.ports, bare.profile_environment) = (Vec::new(), Vec::new());
        (bare.limited, bare.replicas, bare.restart) = (false, 1, None);
        service(plan, &bare, Layer::Base)
    })
}

/// The services to which the profile adds something, and whole those that only it has.
pub fn of_profile(plan: &Plan, profile: &str) -> Value {
    let other = plan.others.iter().find(|other| other.profile.id == profile);
    let services = other.map_or(&plan.services, |other| &other.services);
    let adds = |it: &&Service| {
        !plan.in_base(it.id)
            || !it.ports.is_empty()
            || !it.profile_environment.is_empty()
            || it.limited
            || it.replicas > 1
            || it.restart.is_some()
    };
    list(services.iter().filter(adds), |it| service(plan, it, Layer::Profile(profile)))
}

/// The networks of others, each once.
pub fn joined(plan: &Plan) -> Vec<&'static Join> {
    let mut found: Vec<&'static Join> = Vec::new();
    for join in plan.services.iter().flat_map(|it| &it.joins) {
        if !found.iter().any(|known| known.network == join.network) {
            found.push(join);
        }
    }
    found
}

pub fn network(plan: &Plan, it: &Join) -> Value {
    let name = compose::reference(plan, it.field, Encoding::Plain, Layer::Base);
    record(vec![("id", it.network.into()), ("name", name.into())])
}

pub fn service(plan: &Plan, it: &Service, layer: Layer) -> Value {
    let health = &it.health;
    let whole = matches!(layer, Layer::Base) || !plan.in_base(it.id);
    let texts = |texts: &[Text]| list(texts.iter(), |word| compose::text(plan, *word, layer).into());
    let entries = |entries: &[(&str, Text)]| {
        list(entries.iter(), |(name, text)| {
            record(vec![("name", (*name).into()), ("value", compose::text(plan, *text, layer).into())])
        })
    };
    let environment = if whole { &it.environment } else { &it.profile_environment };
    let waits = list(it.waits_for.iter(), |wait| {
        let condition = match wait.until {
            Readiness::Started => "service_started",
            Readiness::Healthy => "service_healthy",
            Readiness::Completed => "service_completed_successfully",
        };
        record(vec![("service", wait.service.into()), ("condition", condition.into())])
    });
    let logs = &plan.stack.logs;
    record(vec![
        ("id", it.id.into()),
        ("title", it.title.into()),
        // Everything that it is stands here, not only what is added.
        ("whole", whole.into()),
        ("image", compose::text(plan, it.image, layer).into()),
        ("build", it.build.map_or_else(nothing, build)),
        ("hostname", it.hostname.into()),
        ("command", texts(it.command)),
        ("environment", entries(environment)),
        ("secrets", secrets(&it.secrets, whole)),
        ("env_file", env_file(it, whole)),
        ("mounts", list(it.mounts.iter(), |mount| compose::mount(plan, mount))),
        (
            "joins",
            list(it.joins.iter(), |join| {
                record(vec![("network", join.network.into()), ("alias", join.alias.into())])
            }),
        ),
        ("ports", list(it.ports.iter(), |port| compose::port(plan, port).into())),
        ("log_size", compose::text(plan, logs.size, layer).into()),
        ("log_files", compose::text(plan, logs.files, layer).into()),
        (
            "health",
            record(vec![
                ("command", texts(health.command)),
                // These three in seconds.
                ("interval", health.interval.into()),
                ("timeout", health.timeout.into()),
                ("start_period", health.start_period.into()),
                ("retries", health.retries.into()),
            ]),
        ),
        ("waits_for", waits),
        ("replicas", it.replicas.into()),
        ("restart", it.restart.map_or_else(nothing, restart)),
        ("limited", it.limited.into()),
        ("cpus", messages::cpus(it.resources.cpus).into()),
        ("memory", messages::memory(it.resources.memory).into()),
        ("reserved_cpus", amount(it.resources.reserved_cpus, messages::cpus)),
        ("reserved_memory", amount(it.resources.reserved_memory, messages::memory)),
    ])
}

fn nothing() -> Value {
    Value::from(())
}

fn build(it: Build) -> Value {
    record(vec![
        ("context", it.context.into()),
        ("dockerfile", it.dockerfile.into()),
        ("target", it.target.into()),
    ])
}

fn restart(it: Restart) -> Value {
    record(vec![("delay", it.delay.into()), ("attempts", it.attempts.into())])
}

/// Empty where there is none of it.
fn amount(of: u32, text: fn(u32) -> String) -> Value {
    if of == 0 { "".into() } else { text(of).into() }
}

fn secrets(delivery: &Delivery, whole: bool) -> Value {
    list(delivery.files.iter().filter(|_| whole), |file| {
        record(vec![
            ("variable", file.variable.as_str().into()),
            ("name", file.key.to_ascii_lowercase().into()),
            ("target", format!("/run/secrets/{}", file.key.to_ascii_lowercase()).into()),
        ])
    })
}

fn env_file(it: &Service, whole: bool) -> Value {
    if !whole || it.secrets.environment.is_empty() {
        return "".into();
    }
    format!("./{}", it.private_environment.alone).into()
}
