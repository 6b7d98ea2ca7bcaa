//! What every template is given: the plan, said for Compose files. A name that is not here is refused when a template is
//! rendered, and by a test before that.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::compose::{self, Layer};
use crate::messages;
use crate::plan::{File, Plan, Port, Service, Step, Variable};
use crate::stack::{Mount, Readiness, Recipe, Section, Source, Text};

/// Values by name. A template reads few of many, once: a list does.
#[derive(Clone, Debug)]
pub struct Record(Vec<(&'static str, Value)>);

impl Object for Record {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|(name, _)| Value::from(*name)).collect())
    }
}

impl Record {
    /// The same for one file: whether it is the example, which holds no answers.
    pub fn for_file(&self, path: &str) -> Value {
        let mut record = self.clone();
        record.0.push(("example", path.ends_with(".example").into()));
        Value::from_object(record)
    }
}

pub fn of(plan: &Plan) -> Record {
    let stack = plan.stack;
    let services: Vec<Value> = plan.services.iter().map(|it| service(plan, it)).collect();
    let added = |it: &&Service| !it.ports.is_empty() || !it.profile_environment.is_empty();
    let opened = |(_, port): &(&Service, &Port)| !port.page.is_empty();
    Record(vec![
        (
            "stack",
            record(vec![
                ("id", stack.id.into()),
                ("name", stack.name.into()),
                ("summary", stack.summary.into()),
                ("home", stack.home.into()),
                ("project", stack.project.into()),
                ("network", stack.network.into()),
            ]),
        ),
        ("profile", record(vec![("id", plan.profile.id.into()), ("name", plan.profile.name.into())])),
        ("sample_data", plan.sample_data.into()),
        ("compose_files", list(compose::files(plan).into_iter(), Value::from)),
        ("service_names", list(plan.services.iter(), |it| it.id.into())),
        ("services", services.into()),
        // Those to which the profile adds something.
        ("overlay", list(plan.services.iter().filter(added), |it| service(plan, it))),
        ("volumes", list(plan.volumes.iter(), |it| (*it).into())),
        ("sections", list(plan.variables_by_section(), section)),
        ("ports", list(ports(plan), port)),
        // What a person opens in a browser.
        ("pages", list(ports(plan).filter(opened), port)),
        ("steps", list(plan.steps.iter(), step)),
        ("files", list(plan.files.iter(), file)),
    ])
}

fn record(values: Vec<(&'static str, Value)>) -> Value {
    Value::from_object(Record(values))
}

fn list<T>(items: impl Iterator<Item = T>, value: impl Fn(T) -> Value) -> Value {
    let mut values = Vec::new();
    for item in items {
        values.push(value(item));
    }
    Value::from(values)
}

fn service(plan: &Plan, it: &Service) -> Value {
    let health = &it.health;
    let entries = |entries: &[(&str, Text)], layer| {
        list(entries.iter(), |(name, text)| {
            record(vec![("name", (*name).into()), ("value", compose::text(plan, *text, layer).into())])
        })
    };
    record(vec![
        ("id", it.id.into()),
        ("title", it.title.into()),
        ("image", compose::text(plan, it.image, Layer::Base).into()),
        ("hostname", it.hostname.into()),
        ("environment", entries(&it.environment, Layer::Base)),
        ("profile_environment", entries(&it.profile_environment, Layer::Profile)),
        ("mounts", list(it.mounts.iter().copied(), mount)),
        ("ports", list(it.ports.iter(), |port| compose::port(plan, port).into())),
        (
            "health",
            record(vec![
                (
                    "command",
                    list(health.command.iter(), |word| compose::text(plan, *word, Layer::Base).into()),
                ),
                // These three in seconds.
                ("interval", health.interval.into()),
                ("timeout", health.timeout.into()),
                ("start_period", health.start_period.into()),
                ("retries", health.retries.into()),
            ]),
        ),
        (
            "waits_for",
            list(it.waits_for.iter(), |wait| {
                let condition = match wait.until {
                    Readiness::Started => "service_started",
                    Readiness::Healthy => "service_healthy",
                    Readiness::Completed => "service_completed_successfully",
                };
                record(vec![("service", wait.service.into()), ("condition", condition.into())])
            }),
        ),
    ])
}

fn mount(it: &Mount) -> Value {
    let source = match it.source {
        Source::Volume(name) => name.to_owned(),
        Source::File(path) => format!("./{path}"),
    };
    Value::from(format!("{source}:{}{}", it.target, if it.read_only { ":ro" } else { "" }))
}

fn section((section, variables): (&Section, Vec<&Variable>)) -> Value {
    let variables = list(variables.into_iter(), variable);
    record(vec![("title", section.title.into()), ("variables", variables)])
}

fn variable(it: &Variable) -> Value {
    // A command that makes such a value. Empty: none does.
    let make = match it.recipe {
        None => String::new(),
        Some(Recipe::Letters(count)) => format!("openssl rand -hex {}", count.div_ceil(2)),
        Some(Recipe::Base64(bytes)) => format!("openssl rand -base64 {bytes}"),
    };
    let twins = it.twins.iter().filter_map(|twin| Some((twin, twin.value.as_ref()?)));
    record(vec![
        ("key", it.key.into()),
        ("label", it.label.into()),
        ("help", it.help.into()),
        ("unit", it.unit.into()),
        ("allowed", list(it.allowed.iter(), |value| (*value).into())),
        ("owner", it.owner.into()),
        ("make", make.into()),
        ("required", it.required.into()),
        // What holds where nothing is said. Empty: nothing.
        ("fallback", it.profile_fallback.into()),
        ("value", it.setting.expose().into()),
        // What the example holds: a default, or nothing for a secret.
        ("example", if it.is_secret() { "" } else { it.profile_fallback }.into()),
        (
            "twins",
            list(twins, |(twin, value)| {
                record(vec![
                    ("name", twin.name.as_str().into()),
                    ("form", messages::encoding(twin.encoding).into()),
                    ("value", value.expose().into()),
                ])
            }),
        ),
    ])
}

fn ports(plan: &Plan) -> impl Iterator<Item = (&Service, &Port)> {
    plan.services.iter().flat_map(|service| service.ports.iter().map(move |port| (service, port)))
}

fn port((service, port): (&Service, &Port)) -> Value {
    record(vec![
        ("service", service.id.into()),
        ("purpose", port.purpose.into()),
        ("field", port.field.into()),
        ("host", port.host.into()),
        ("container", port.container.into()),
        ("page", port.page.into()),
    ])
}

fn step(it: &Step) -> Value {
    record(vec![("say", it.say.as_str().into()), ("run", it.run.as_str().into())])
}

fn file(it: &File) -> Value {
    record(vec![("path", it.path.into()), ("about", it.about.into())])
}
