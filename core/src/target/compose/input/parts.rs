//! What several families have in common.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::plan::{Plan, Variable};
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
    pub fn of_plan(plan: &'a Plan<'a>) -> Self {
        let stack = &plan.stack;
        Self {
            id: &stack.id,
            name: &stack.name,
            summary: &stack.summary,
            home: &stack.home,
            project: &stack.project,
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
            repository: &revision.repository,
            short: revision.short(),
            date: &revision.date,
            address: revision.address(),
        }
    }
}

/// What was said to the questions that the template names, without the secrets.
pub fn answers<'a>(plan: &'a Plan<'a>, template: &str) -> ByKey<'a, &'a str> {
    let open = named(plan, template, "answers").filter(|variable| !variable.is_secret());
    open.map(|variable| (variable.key, variable.setting.expose())).collect()
}

/// The variables that the template names in one of its maps: it is given no others.
pub fn named<'a>(
    plan: &'a Plan<'a>,
    template: &str,
    map: &'static str,
) -> impl Iterator<Item = &'a Variable<'a>> {
    plan.stack.templates.keys(template, map).filter_map(|key| plan.variable(key))
}

pub fn service_names<'s>(plan: &Plan<'s>) -> Vec<&'s str> {
    plan.services.iter().map(|service| service.id).collect()
}

pub fn secrets<'a>(plan: &'a Plan<'a>) -> impl Iterator<Item = &'a Variable<'a>> {
    plan.variables.iter().filter(|variable| variable.is_secret())
}
