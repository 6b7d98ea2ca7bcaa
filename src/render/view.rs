//! What every template is given: the plan, said for Compose files. A name that is not here is refused when a template is
//! rendered, and by a test before that.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::compose::{self, Layer};
use super::layer;
use crate::answers::link;
use crate::messages;
use crate::plan::{Content, File, Plan, Port, Service, Step, Variable};
use crate::stack::{Recipe, Revision, SecretMode, Section, Stack};

/// Values by name. A template reads few of many, once: a list does.
#[derive(Clone, Debug)]
pub struct Record(pub Vec<(&'static str, Value)>);

impl Object for Record {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        // Most differ in their length, which takes no call to see.
        let mut values = self.0.iter().filter(|(name, _)| name.len() == key.len());
        values.find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|(name, _)| Value::from(*name)).collect())
    }
}

/// What a template reads of it.
pub fn read<'a>(given: &'a Value, name: &str, attribute: Option<&str>) -> Option<&'a Value> {
    let of = |value: &'a Value, name| {
        let (_, value) = value.downcast_object_ref::<Record>()?.0.iter().find(|(known, _)| *known == name)?;
        Some(value)
    };
    let value = of(given, name)?;
    attribute.map_or(Some(value), |attribute| of(value, attribute))
}

/// Whether it is all the same, down to the last name.
pub fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return one.is_none() && other.is_none() };
    if let (Some(one), Some(other)) =
        (one.downcast_object_ref::<Record>(), other.downcast_object_ref::<Record>())
    {
        return one.0.len() == other.0.len()
            && one
                .0
                .iter()
                .zip(&other.0)
                .all(|((name, one), (known, other))| name == known && same(Some(one), Some(other)));
    }
    if let (Some(one), Some(other)) =
        (one.downcast_object_ref::<Vec<Value>>(), other.downcast_object_ref::<Vec<Value>>())
    {
        return one.len() == other.len()
            && one.iter().zip(other).all(|(one, other)| same(Some(one), Some(other)));
    }
    one == other
}

/// The plan for templates: what all of them are given, and what one file has for itself.
pub struct View<'a> {
    plan: &'a Plan,
    shared: Record,
}

impl View<'_> {
    pub fn for_file(&self, file: &File) -> Value {
        let plan = self.plan;
        let mut record = self.shared.clone();
        let name = file.path.rsplit('/').next().unwrap_or(file.path);
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (layer, [networks, secrets, services]) = match file.content {
            Content::Overlay { profile, .. } => (plan.stack.profile(profile), overlay(plan, profile)),
            Content::Template(_) if name.starts_with("docker-compose.") => (None, base(plan)),
            _ => (None, [(); 3].map(Value::from)),
        };
        let private = match file.content {
            Content::Environment { service } => private_environment(plan, service),
            _ => Value::from(()),
        };
        let example = name.ends_with(".example");
        // An example for several profiles names what any of them has in its variables.
        if example && plan.others.iter().any(|other| other.secrets != plan.secrets) {
            record.0.retain(|(name, _)| *name != "sections");
            record.0.push(("sections", sections(plan, true)));
        }
        record.0.extend([
            ("file_name", name.into()),
            ("file_path", file.path.into()),
            // Where it lies in the repository. Empty: at its top.
            ("file_folder", folder.into()),
            // It holds no answers.
            ("example", example.into()),
            // The profile that a Compose file adds to the base. Empty: it is the base.
            ("layer", layer.map_or("", |profile| profile.name).into()),
            ("layer_networks", networks),
            // Those that containers read from their files.
            ("layer_secrets", secrets),
            ("layer_services", services),
            ("private_environment", private),
        ]);
        Value::from_object(record)
    }
}

fn base(plan: &Plan) -> [Value; 3] {
    of_layer(plan, &layer::base(plan), Layer::Base)
}

fn overlay(plan: &Plan, profile: &str) -> [Value; 3] {
    of_layer(plan, &layer::of_profile(plan, profile), Layer::Profile(profile))
}

/// The networks, the secrets and the services of one Compose file.
fn of_layer(plan: &Plan, services: &[Service], layer: Layer) -> [Value; 3] {
    let mounted = mounted(plan, services);
    let read = plan.variables.iter().filter(|it| mounted[it.place]);
    let each = list(services.iter(), |it| layer::service(plan, it, layer));
    [layer::networks(plan, services, layer), secret_files(read), each]
}

pub fn of(plan: &Plan) -> View<'_> {
    let stack = plan.stack;
    let opened = |(_, port): &(&Service, &Port)| !port.page.is_empty();
    let running = || plan.services.iter();
    let is_secret = |it: &&Variable| it.is_secret();
    let not_secret = |it: &&Variable| !it.is_secret();
    let shared = Record(vec![
        (
            "stack",
            record(vec![
                ("id", stack.id.into()),
                ("name", stack.name.into()),
                ("summary", stack.summary.into()),
                ("home", stack.home.into()),
                ("project", stack.project.into()),
                // What the names of its own variables begin with.
                ("prefix", stack.id.to_ascii_uppercase().into()),
            ]),
        ),
        ("source", stack.source.map_or_else(|| Value::from(()), source)),
        ("profile", record(vec![("id", plan.profile.id.into()), ("name", plan.profile.name.into())])),
        ("shape", plan.shape.id().into()),
        ("secret_mode", plan.secrets.id().into()),
        ("addons", list(plan.addons.iter(), |it| (*it).into())),
        ("answers", values(plan.variables.iter().filter(not_secret))),
        // What holds where `.env` says nothing.
        ("defaults", record(plan.variables.iter().map(|it| (it.key, it.fallback.into())).collect())),
        // For files that nobody else may read.
        ("secrets", values(plan.variables.iter().filter(is_secret))),
        ("compose_files", list(compose::files(plan).into_iter(), Value::from)),
        (
            "other_layers",
            list(compose::other_layers(plan).into_iter(), |(profile, files)| {
                record(vec![("profile", profile.into()), ("files", files.into())])
            }),
        ),
        ("service_names", list(running(), |it| it.id.into())),
        ("services", list(running(), layer::about)),
        ("volumes", list(plan.volumes.iter(), |it| (*it).into())),
        ("sections", sections(plan, plan.secrets == SecretMode::Env)),
        ("secret_files", secret_files(plan.variables.iter().filter(is_secret))),
        ("ports", list(ports(plan), port)),
        // What a person opens in a browser.
        ("pages", list(ports(plan).filter(opened), port)),
        ("steps", list(plan.steps.iter(), step)),
        ("files", list(plan.files.iter(), file)),
        ("host", host(stack)),
        ("totals", totals(plan)),
        // Where Berth's own page is, with a slash behind it.
        ("berth", link::HOME.into()),
        // What would change its meaning in Markdown is encoded in it.
        ("link", Value::from_safe_string(format!("{}#{}", link::HOME, plan.link))),
    ]);
    View { plan, shared }
}

pub fn record(values: Vec<(&'static str, Value)>) -> Value {
    Value::from_object(Record(values))
}

pub fn list<T>(items: impl Iterator<Item = T>, value: impl Fn(T) -> Value) -> Value {
    let mut values = Vec::new();
    for item in items {
        values.push(value(item));
    }
    Value::from(values)
}

/// Each variable by its name.
fn values<'a>(variables: impl Iterator<Item = &'a Variable>) -> Value {
    record(variables.map(|it| (it.key, it.setting.expose().into())).collect())
}

fn source(it: Revision) -> Value {
    record(vec![
        ("repository", it.repository.into()),
        ("commit", it.commit.into()),
        ("short", it.short().into()),
        ("date", it.date.into()),
        ("address", it.address().into()),
    ])
}

fn host(stack: &Stack) -> Value {
    let host = stack.host;
    record(vec![("cpus", host.cpus.into()), ("memory", host.memory.into()), ("disk", host.disk.into())])
}

fn totals(plan: &Plan) -> Value {
    let most = plan.totals.most;
    record(vec![
        ("containers", plan.totals.containers.into()),
        ("limited", plan.profile.limits.into()),
        ("cpus", messages::cpus(most.cpus).into()),
        ("memory", messages::gigabytes(most.memory).into()),
        // All of it at once is more than the machine that the stack's documents ask for.
        ("exceeds", plan.totals.exceeds(plan.stack.host).into()),
    ])
}

/// For each field of the stack: whether one of the services reads its secret from a file.
fn mounted(plan: &Plan, services: &[Service]) -> Vec<bool> {
    let mut mounted = vec![false; plan.stack.fields.len()];
    for file in services.iter().flat_map(|service| &service.secrets.files) {
        if let Some(place) = plan.stack.field_place(file.key) {
            mounted[place] = true;
        }
    }
    mounted
}

fn private_environment(plan: &Plan, service: &str) -> Value {
    let entries = plan.service(service).into_iter().flat_map(|it| &it.secrets.environment);
    list(entries, |(name, text)| {
        let value = Value::from_safe_string(compose::private_value(plan, *text));
        record(vec![("name", (*name).into()), ("value", value)])
    })
}

/// What lies below `secrets/`, and what is still to be put there.
fn secret_files<'a>(variables: impl Iterator<Item = &'a Variable>) -> Value {
    list(variables, |it| {
        record(vec![
            ("source", format!("./{}", it.file.map_or("", |file| file.alone)).into()),
            ("path", it.file.map_or("", |file| file.alone).into()),
            ("name", it.key.to_ascii_lowercase().into()),
            ("label", it.label.into()),
            ("owner", it.owner.into()),
            ("missing", it.is_missing().into()),
        ])
    })
}

fn sections(plan: &Plan, secrets: bool) -> Value {
    list(plan.variables_by_section(), |it| section(plan, it, secrets))
}

fn section(plan: &Plan, (section, variables): (&Section, Vec<&Variable>), secrets: bool) -> Value {
    let in_env = variables.into_iter().filter(|it| secrets || !it.is_secret());
    let variables = list(in_env, |it| variable(plan, it));
    // What the stack's documents name and its programs do not read.
    let unread = list(plan.stack.unread.iter().filter(|it| it.section == section.id), |it| {
        record(vec![("key", it.key.into()), ("example", it.example.into()), ("say", it.say.into())])
    });
    record(vec![("title", section.title.into()), ("variables", variables), ("unread", unread)])
}

fn variable(plan: &Plan, it: &Variable) -> Value {
    let field = plan.stack.fields.get(it.place);
    // A file for several profiles leaves to each of them what they set otherwise.
    let by_profile = !plan.others.is_empty() && field.is_some_and(|field| !field.profile_defaults.is_empty());
    let fallback = if !it.default_from.is_empty() {
        messages::as_in(it.default_from)
    } else if by_profile {
        let others = plan.others.iter().map(|other| other.profile);
        let profiles = std::iter::once(plan.profile).chain(others);
        let defaults = profiles.filter_map(|profile| Some((profile.id, field?.default_in(profile.id))));
        messages::fallbacks(it.fallback, &defaults.collect::<Vec<_>>())
    } else {
        it.profile_fallback.to_owned()
    };
    let example = if it.is_secret() || by_profile { "" } else { it.profile_fallback };
    let said = it.setting.expose();
    let value = if by_profile && said == it.profile_fallback { "" } else { said };
    // A command that makes such a value. Empty: none does.
    let make = match it.recipe {
        None => String::new(),
        Some(Recipe::Letters(count)) => {
            let command = format!("openssl rand -hex {}", count.div_ceil(2));
            match field.map_or("", |field| field.prefix()) {
                "" => command,
                prefix => format!("echo {prefix}$({command})"),
            }
        }
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
        ("fallback", fallback.into()),
        ("value", value.into()),
        // What the example holds: a default, or nothing for a secret.
        ("example", example.into()),
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
        ("open", port.open.into()),
        ("protocol", if port.udp { "udp" } else { "tcp" }.into()),
    ])
}

fn step(it: &Step) -> Value {
    record(vec![("say", it.say.as_str().into()), ("run", it.run.as_str().into())])
}

fn file(it: &File) -> Value {
    record(vec![("path", it.path.into()), ("about", it.about.into())])
}
