//! One container's worth of a stack, said without any target's words.

use serde::{Deserialize, Serialize};

use super::{Condition, Text};

#[derive(Debug, Serialize, Deserialize)]
pub struct Service {
    pub id: String,
    pub title: String,
    pub image: String,
    /// A fixed host name, for programs that store data under it (G14). Empty: the engine's choice.
    pub hostname: String,
    pub environment: Vec<Entry>,
    pub mounts: Vec<Mount>,
    pub ports: Vec<PortRule>,
    pub health: Health,
    pub waits_for: Vec<Wait>,
    pub when: Condition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub name: String,
    pub value: Text,
    pub when: Condition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mount {
    pub source: Source,
    pub target: String,
    pub read_only: bool,
    pub when: Condition,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    Volume(String),
    /// A file of the bundle (G17).
    File(String),
}

/// A port that the host may publish, by the field that holds its number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PortRule {
    pub container: u16,
    pub field: String,
    pub purpose: String,
    /// What a person opens in a browser: `/`. Empty: nothing to open.
    pub page: String,
    pub when: Condition,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Health {
    /// Run as it stands, without a shell.
    pub command: Vec<Text>,
    pub interval: u32,
    pub timeout: u32,
    pub retries: u32,
    pub start_period: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Wait {
    pub service: String,
    pub until: Readiness,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Readiness {
    Started,
    Healthy,
    /// It ran to its end without an error.
    Completed,
}
