//! One service, as one Compose file has it, typed. What is of another type than Compose takes is passed over: Compose
//! itself says so, and before anything starts.

use super::port::Port;
use super::tree::{entries, items, listed};
use super::values::Values;
use crate::yaml::{self, Value};

#[derive(Clone)]
pub struct Service<'a> {
    pub name: &'a str,
    pub tree: &'a Value,
    pub place: yaml::Place,
}

/// What is waited for, or shared.
pub struct Dependency {
    pub name: String,
    pub place: yaml::Place,
    pub waits_for_health: bool,
    pub is_required: bool,
}

pub struct EnvFile {
    /// As it is written, filled.
    pub path: String,
    pub place: yaml::Place,
    pub is_required: bool,
}

pub struct Mount {
    pub source: Source,
    /// In the container.
    pub target: String,
    pub place: yaml::Place,
    pub is_read_only: bool,
}

pub enum Source {
    Volume(String),
    /// On this machine; whether Docker makes a folder where there is nothing.
    Path {
        path: String,
        made: bool,
    },
}

/// Another service, that this one begins as.
pub struct Extended {
    /// None: in the same file.
    pub file: Option<String>,
    pub service: String,
}

impl<'a> Service<'a> {
    pub fn get(&self, key: &str) -> Option<&'a Value> {
        self.tree.get(key).filter(|value| !value.is_null())
    }

    pub fn image(&self) -> Option<&'a str> {
        self.get("image").and_then(Value::as_str)
    }

    pub fn is_built(&self) -> bool {
        self.get("build").is_some()
    }

    /// It says what runs, or that something else knows.
    pub fn is_whole(&self) -> bool {
        ["image", "build", "provider"].iter().any(|key| self.get(key).is_some())
    }

    pub fn profiles(&self) -> impl Iterator<Item = &'a str> {
        items(self.get("profiles")).filter_map(Value::as_str)
    }

    pub fn replicas(&self, values: &Values) -> Option<u64> {
        let deploy = self.get("deploy").and_then(|deploy| deploy.get("replicas"));
        let said = deploy.or_else(|| self.get("scale"))?;
        said.as_u64().or_else(|| values.fill(said.as_str()?).parse().ok())
    }

    pub fn extends(&self, values: &Values) -> Option<Extended> {
        let extends = self.get("extends")?;
        if let Some(service) = extends.as_str() {
            return Some(Extended { file: None, service: values.fill(service) });
        }
        let text = |key: &str| extends.get(key).and_then(Value::as_str).map(|text| values.fill(text));
        Some(Extended { file: text("file"), service: text("service")? })
    }

    pub fn ports(&self, values: &Values) -> Vec<(Port, yaml::Place)> {
        let place = self.place.key("ports");
        let port = |(at, entry)| Some((Port::read(entry, values)?, place.index(at)));
        items(self.get("ports")).enumerate().filter_map(port).collect()
    }

    /// Compose is told to forget what the files before say of it.
    pub fn replaces(&self, key: &str) -> bool {
        matches!(self.tree.get(key), Some(Value::Tagged(tagged)) if tagged.tag == "override" || tagged.tag == "reset")
    }

    pub fn dependencies(&self, values: &Values) -> Vec<Dependency> {
        let (depends, place) = (self.get("depends_on"), self.place.key("depends_on"));
        let listed = items(depends).enumerate().filter_map(|(at, other)| {
            let name = values.fill(other.as_str()?);
            Some(Dependency { name, place: place.index(at), waits_for_health: false, is_required: true })
        });
        let mapped = entries(depends).map(|(other, how)| Dependency {
            name: other.to_owned(),
            place: place.key(other),
            waits_for_health: how.get("condition").and_then(Value::as_str) == Some("service_healthy"),
            is_required: how.get("required").and_then(Value::as_bool) != Some(false),
        });
        listed.chain(mapped).collect()
    }

    pub fn env_files(&self, values: &Values) -> Vec<EnvFile> {
        let file = |(entry, place): (&Value, yaml::Place)| {
            let path = entry.as_str().or_else(|| entry.get("path").and_then(Value::as_str))?;
            let is_required = entry.get("required").and_then(Value::as_bool) != Some(false);
            Some(EnvFile { path: values.fill(path), place, is_required })
        };
        listed(self.get("env_file"), &self.place.key("env_file")).into_iter().filter_map(file).collect()
    }

    pub fn networks(&self) -> Vec<(&'a str, yaml::Place)> {
        let (networks, place) = (self.get("networks"), self.place.key("networks"));
        let listed =
            items(networks).enumerate().filter_map(|(at, name)| Some((name.as_str()?, place.index(at))));
        let mapped = entries(networks).map(|(name, _)| (name, place.key(name)));
        listed.chain(mapped).collect()
    }

    pub fn mounts(&self, values: &Values) -> Vec<Mount> {
        let place = self.place.key("volumes");
        let mount = |(at, entry)| mount(entry, values, place.index(at));
        items(self.get("volumes")).enumerate().filter_map(mount).collect()
    }

    /// The secrets or configs that it is given.
    pub fn takes(&self, kind: &str) -> Vec<(&'a str, yaml::Place)> {
        let place = self.place.key(kind);
        let taken = items(self.get(kind)).enumerate().filter_map(|(at, entry)| {
            let name = entry.as_str().or_else(|| entry.get("source").and_then(Value::as_str))?;
            Some((name, place.index(at)))
        });
        taken.collect()
    }

    /// What it runs, and what its probe does, each as one line.
    pub fn runs(&self) -> Vec<String> {
        let test = self.get("healthcheck").and_then(|health| health.get("test"));
        let line = |value: &Value| match value.as_str() {
            Some(whole) => whole.to_owned(),
            None => items(Some(value)).filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        };
        // The entry point is given the command.
        let begun = [self.get("entrypoint"), self.get("command")].into_iter().flatten().map(line);
        vec![begun.collect::<Vec<_>>().join(" "), test.map(line).unwrap_or_default()]
    }

    /// What its probe runs, word by word.
    pub fn probe(&self) -> Vec<&'a str> {
        let test = self.get("healthcheck").and_then(|health| health.get("test"));
        let words = test.and_then(Value::as_str).into_iter().chain(items(test).filter_map(Value::as_str));
        words.flat_map(str::split_whitespace).collect()
    }
}

fn mount(entry: &Value, values: &Values, place: yaml::Place) -> Option<Mount> {
    if let Some(text) = entry.as_str() {
        let text = values.fill(text);
        let (source, rest) = text.split_once(':')?;
        let (target, options) = rest.split_once(':').unwrap_or((rest, ""));
        let is_path = source.starts_with(['.', '/', '~']) || source.contains('\\');
        let source = match source {
            "" => return None,
            path if is_path => Source::Path { path: path.to_owned(), made: true },
            name => Source::Volume(name.to_owned()),
        };
        let is_read_only = options.split(',').any(|option| option == "ro");
        return Some(Mount { source, target: target.to_owned(), place, is_read_only });
    }
    let text = |key: &str| entry.get(key).and_then(Value::as_str).map(|text| values.fill(text));
    let bind = entry.get("bind").and_then(|bind| bind.get("create_host_path"));
    let source = text("source").or_else(|| text("src")).filter(|source| !source.is_empty())?;
    let source = match text("type")?.as_str() {
        "bind" => Source::Path { path: source, made: bind.and_then(Value::as_bool).unwrap_or(true) },
        "volume" => Source::Volume(source),
        _ => return None,
    };
    let is_read_only = entry.get("read_only").and_then(Value::as_bool).unwrap_or_default();
    Some(Mount { source, target: text("target").unwrap_or_default(), place, is_read_only })
}
