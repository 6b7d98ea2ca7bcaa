//! One container's worth of a stack, said without any target's words.

use super::{Condition, Text};

#[derive(Debug)]
pub struct Service {
    pub id: &'static str,
    pub title: &'static str,
    pub image: &'static str,
    /// A fixed host name, for programs that store data under it (G14). Empty: the engine's choice.
    pub hostname: &'static str,
    pub environment: &'static [Entry],
    pub mounts: &'static [Mount],
    pub ports: &'static [PortRule],
    pub health: Health,
    pub waits_for: &'static [Wait],
    pub when: Condition,
}

#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub name: &'static str,
    pub value: Text,
    pub when: Condition,
}

#[derive(Clone, Copy, Debug)]
pub struct Mount {
    pub source: Source,
    pub target: &'static str,
    pub read_only: bool,
    pub when: Condition,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Volume(&'static str),
    /// A file of the bundle (G17).
    File(&'static str),
}

/// A port that the host may publish, by the field that holds its number.
#[derive(Clone, Copy, Debug)]
pub struct PortRule {
    pub container: u16,
    pub field: &'static str,
    pub purpose: &'static str,
    /// What a person opens in a browser: `/`. Empty: nothing to open.
    pub page: &'static str,
    pub when: Condition,
}

#[derive(Clone, Copy, Debug)]
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
