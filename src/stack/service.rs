//! One container's worth of a stack, said without any target's words.

use super::{Condition, Paths, Text};

#[derive(Debug)]
pub struct Service {
    pub id: &'static str,
    pub name: &'static str,
    /// What it is for.
    pub purpose: Option<&'static str>,
    pub image: &'static str,
    /// A fixed host name, for programs that store data under it (G14). Empty: the engine's choice.
    pub hostname: &'static str,
    /// A fixed name for its container, so that there is but one on a machine. Empty: the engine's choice.
    pub container_name: &'static str,
    /// The user and group that it runs as. Empty: the image's own.
    pub user: Text,
    /// What its image runs the command by. Empty: the image's own.
    pub entrypoint: &'static [Text],
    /// Instead of the image's own. Empty: that one.
    pub command: &'static [Text],
    /// What it is instead in some profiles.
    pub profile_commands: &'static [ProfileCommand],
    pub environment: &'static [Entry],
    /// Files of variables that a person may put beside the Compose files. What `environment` says goes before them.
    pub env_files: &'static [EnvFile],
    /// Where secrets travel as files: what holds those that its image can't read from one.
    pub private_environment: Paths,
    pub mounts: &'static [Mount],
    pub ports: &'static [PortRule],
    /// None: it is a job, which does its work and ends.
    pub health: Option<Health>,
    pub waits_for: &'static [Wait],
    /// The stack's networks that it is in. Empty: the first.
    pub networks: &'static [Attachment],
    /// Networks of others.
    pub joins: &'static [Join],
    pub resources: Resources,
    /// How many of it run where the profile scales. Empty: one.
    pub replicas: Text,
    /// How it is started again where the profile scales. None: always.
    pub restart: Option<Restart>,
    /// How many seconds it has to end in. 0: the engine's choice.
    pub stop_grace_period: u32,
    pub when: Condition,
}

impl Service {
    pub fn title(&self) -> String {
        title(self.name, self.purpose)
    }
}

/// `name: what it is for`.
pub fn title(name: &str, purpose: Option<&str>) -> String {
    match purpose {
        Some(purpose) => format!("{name}: {purpose}"),
        None => name.to_owned(),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: &'static str,
    pub value: Text,
    pub when: Condition,
}

#[derive(Clone, Copy, Debug)]
pub struct ProfileCommand {
    pub profile: &'static str,
    pub words: &'static [Text],
}

#[derive(Clone, Copy, Debug)]
pub struct EnvFile {
    pub path: &'static str,
    pub when: Condition,
}

#[derive(Clone, Copy, Debug)]
pub struct Attachment {
    pub network: &'static str,
    pub when: Condition,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mount {
    pub source: Source,
    pub target: &'static str,
    pub read_only: bool,
    pub when: Condition,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Volume(&'static str),
    /// A file, or a folder with files, of the bundle, or one of the repository's (G17).
    File(&'static str),
    /// Memory of the container's own, empty at each start.
    Memory,
    /// What the field names on the host; while it is empty, the volume.
    Host {
        field: &'static str,
        volume: &'static str,
    },
}

/// A port that the host may publish, by the field that holds its number.
#[derive(Clone, Copy, Debug)]
pub struct PortRule {
    pub container: u16,
    pub field: &'static str,
    pub purpose: &'static str,
    /// What a person opens in a browser: `/`. Empty: nothing to open.
    pub page: &'static str,
    pub udp: bool,
    /// For the whole world, wherever the other ports are opened.
    pub open: bool,
    /// For this machine alone, wherever the other ports are opened.
    pub loopback: bool,
    pub when: Condition,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// Run as it stands, without a shell.
    pub command: &'static [Text],
    pub interval: u32,
    pub timeout: u32,
    pub retries: u32,
    pub start_period: u32,
}

#[derive(Clone, Copy, Debug)]
pub struct Wait {
    pub service: &'static str,
    pub until: Readiness,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    Started,
    Healthy,
    /// It ran to its end without an error.
    Completed,
}

/// A network that is there already, under the name that a field holds.
#[derive(Clone, Copy, Debug)]
pub struct Join {
    pub network: &'static str,
    pub field: &'static str,
    /// What the service is called in it.
    pub alias: &'static str,
    pub when: Condition,
}

/// What it may use of the machine, and what is kept for it. CPUs in thousandths, memory in MiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resources {
    pub cpus: u32,
    pub memory: u32,
    pub reserved_cpus: u32,
    pub reserved_memory: u32,
}

/// After a failure, so often, with so many seconds between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restart {
    pub delay: u32,
    pub attempts: u32,
}
