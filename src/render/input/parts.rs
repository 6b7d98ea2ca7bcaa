//! What several families have in common.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::plan::{Plan, Service, Variable};
use crate::render::templates;
use crate::stack::Revision;

/// Values by their variables' names.
pub type ByKey<'a, T> = BTreeMap<&'a str, T>;

#[derive(Debug, PartialEq, Serialize)]
pub struct StackFacts<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub summary: &'a str,
    pub home: &'a str,
    pub project: &'a str,
    /// What the names of its own variables begin with.
    pub prefix: String,
}

impl<'a> StackFacts<'a> {
    pub fn of_plan(plan: &'a Plan) -> Self {
        let stack = &plan.stack;
        Self {
            id: stack.id,
            name: stack.name,
            summary: stack.summary,
            home: stack.home,
            project: stack.project,
            prefix: stack.id.to_ascii_uppercase(),
        }
    }
}

/// The commit that the stack's programs were read at.
#[derive(Debug, PartialEq, Serialize)]
pub struct Source<'a> {
    pub repository: &'a str,
    pub short: &'a str,
    pub date: &'a str,
    pub address: String,
}

impl<'a> Source<'a> {
    pub fn of_revision(revision: &'a Revision) -> Self {
        Self {
            repository: revision.repository,
            short: revision.short(),
            date: revision.date,
            address: revision.address(),
        }
    }
}

/// What was said to the questions that the template names, without the secrets.
pub fn answers<'a>(plan: &'a Plan, template: &str) -> ByKey<'a, &'a str> {
    let open = named(plan, template, "answers").filter(|variable| !variable.is_secret());
    open.map(|variable| (variable.key, variable.setting.expose())).collect()
}

/// The variables that the template names in one of its maps: it is given no others.
pub fn named<'a>(plan: &'a Plan, template: &str, map: &str) -> impl Iterator<Item = &'a Variable> {
    templates::keys(template, map).filter_map(|key| plan.variable(key))
}

pub fn service_names(plan: &Plan) -> Vec<&str> {
    plan.services.iter().map(|service| service.id).collect()
}

pub fn secrets(plan: &Plan) -> impl Iterator<Item = &Variable> {
    plan.variables.iter().filter(|variable| variable.is_secret())
}

/// As a Compose file names what lies beside it.
pub fn beside(path: &str) -> String {
    format!("./{path}")
}

/// A service's own file of variables. Empty: it has none.
pub fn own_variables(service: &Service) -> String {
    if service.secrets.environment.is_empty() {
        return String::new();
    }
    beside(service.private_environment.alone)
}

/// What Docker calls a secret.
pub fn secret_name(key: &str) -> String {
    key.to_ascii_lowercase()
}
