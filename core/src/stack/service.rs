//! One container's worth of a stack, said without any target's words.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

use super::keyed::HasKey;
use super::{Condition, Guarded, Mount, Text, short};
use crate::packed;

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Service {
    pub id: String,
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    pub image: String,
    /// A fixed host name, for programs that store data under it (G14). None: the engine's choice.
    pub hostname: Option<String>,
    /// A fixed name for its container, so that there is but one on a machine. None: the engine's choice.
    pub container_name: Option<String>,
    /// The user and group that it runs as. None: the image's own.
    pub user: Option<Text>,
    /// What its image runs the command by. Empty: the image's own.
    #[serde(default)]
    pub entrypoint: Vec<Text>,
    /// Instead of the image's own. Empty: that one.
    #[serde(default)]
    pub command: Vec<Text>,
    /// What it is instead in some profiles.
    #[serde(default, deserialize_with = "short::pairs", serialize_with = "short::mapping")]
    pub command_in: Vec<(String, Vec<Text>)>,
    #[serde(default, deserialize_with = "short::entries")]
    pub environment: Vec<Entry>,
    /// Files of variables that a person may add beside the stack's. What `environment` says goes before them.
    #[serde(default)]
    pub variable_files: Vec<Guarded<String>>,
    #[serde(default)]
    pub mounts: Vec<Guarded<Mount>>,
    #[serde(default)]
    pub ports: Vec<PortRule>,
    /// None: it is a job.
    pub health: Option<Health>,
    /// It does its work and ends.
    #[serde(default)]
    pub job: bool,
    #[serde(default, deserialize_with = "short::pairs", serialize_with = "short::mapping")]
    pub waits_for: Vec<(String, Readiness)>,
    /// The stack's networks that it is in. Empty: the first.
    #[serde(default)]
    pub networks: Vec<Guarded<String>>,
    /// Networks of others.
    #[serde(default)]
    pub joins: Vec<Join>,
    #[serde(default)]
    pub resources: Resources,
    /// How many of it run where the profile scales. None: one.
    pub replicas: Option<Text>,
    /// How it is started again where the profile scales. None: always.
    pub restart: Option<Restart>,
    /// How many seconds it has to end in. None: the engine's choice.
    pub stop_grace_period: Option<u32>,
    #[serde(default)]
    pub when: Condition,
}

packed!(Service {
    id,
    name,
    purpose,
    image,
    hostname,
    container_name,
    user,
    entrypoint,
    command,
    command_in,
    environment,
    variable_files,
    mounts,
    ports,
    health,
    job,
    waits_for,
    networks,
    joins,
    resources,
    replicas,
    restart,
    stop_grace_period,
    when
});

impl Service {
    /// `name: what it is for`.
    pub fn title(&self) -> String {
        match &self.purpose {
            Some(purpose) => format!("{}: {purpose}", self.name),
            None => self.name.clone(),
        }
    }

    pub fn command_in(&self, profile: &str) -> &[Text] {
        super::in_profile(&self.command_in, profile).unwrap_or(&self.command)
    }
}

impl HasKey for Service {
    fn key(&self) -> &str {
        &self.id
    }
}

/// One variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    pub name: String,
    pub value: Text,
    pub when: Condition,
}

packed!(Entry { name, value, when });

/// A port that the host may publish, by the field that holds its number.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortRule {
    pub container: u16,
    pub field: String,
    pub purpose: String,
    /// What a person opens in a browser: `/`. None: nothing to open.
    pub page: Option<String>,
    #[serde(default)]
    pub udp: bool,
    /// For the whole world, wherever the other ports are opened.
    #[serde(default)]
    pub open: bool,
    /// For this machine alone, wherever the other ports are opened.
    #[serde(default)]
    pub loopback: bool,
    #[serde(default)]
    pub when: Condition,
}

packed!(PortRule { container, field, purpose, page, udp, open, loopback, when });

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Health {
    /// Run as it stands, without a shell.
    pub command: Vec<Text>,
    /// In seconds, all of them.
    pub interval: u32,
    pub timeout: u32,
    pub retries: u32,
    pub start_period: u32,
}

packed!(Health { command, interval, timeout, retries, start_period });

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Readiness {
    Started,
    Healthy,
    /// It ran to its end without an error.
    Completed,
}

packed!(Readiness [Started, Healthy, Completed]);

/// A network that is there already, under the name that a field holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    pub network: String,
    pub field: String,
    /// What the service is called in it.
    pub alias: String,
    #[serde(default)]
    pub when: Condition,
}

packed!(Join { network, field, alias, when });

/// What it may use of the machine, and what is kept for it. CPUs in thousandths, memory in MiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Resources {
    #[serde(deserialize_with = "cpus")]
    pub cpus: u32,
    #[serde(deserialize_with = "memory")]
    pub memory: u32,
    #[serde(deserialize_with = "cpus")]
    pub reserved_cpus: u32,
    #[serde(deserialize_with = "memory")]
    pub reserved_memory: u32,
}

packed!(Resources { cpus, memory, reserved_cpus, reserved_memory });

/// After a failure, so often, with so many seconds between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restart {
    pub delay: u32,
    pub attempts: u32,
}

packed!(Restart { delay, attempts });

/// `"0.25"` is 250.
struct Cpus(u32);

impl FromStr for Cpus {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        let thousandths = || {
            let (whole, part) = raw.split_once('.').unwrap_or((raw, ""));
            let part = (part.len() <= 3).then(|| format!("{part:0<3}"))?;
            whole.parse::<u32>().ok()?.checked_mul(1000)?.checked_add(part.parse().ok()?)
        };
        let found = || format!("expected a number of CPUs such as \"0.25\"; found `{raw}`");
        thousandths().map(Self).ok_or_else(found)
    }
}

/// `2G` is 2048.
struct Memory(u32);

impl FromStr for Memory {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        let mebibytes = || match (raw.strip_suffix('M'), raw.strip_suffix('G')) {
            (Some(mebibytes), _) => mebibytes.parse().ok(),
            (_, Some(gibibytes)) => gibibytes.parse::<u32>().ok()?.checked_mul(1024),
            _ => None,
        };
        let found = || format!("expected an amount of memory such as 512M or 2G; found `{raw}`");
        mebibytes().map(Self).ok_or_else(found)
    }
}

fn cpus<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    short::scalar(from).map(|Cpus(cpus)| cpus)
}

fn memory<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    short::scalar(from).map(|Memory(memory)| memory)
}
