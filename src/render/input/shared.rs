//! The scripts and settings that all stacks share.

use serde::Serialize;

use super::name;
use super::parts::{self, ByKey, StackFacts};
use crate::plan::{File, Plan};

#[derive(Debug, PartialEq, Serialize)]
pub struct Shared<'a> {
    stack: StackFacts<'a>,
    shape: &'a str,
    file_name: &'a str,
    service_names: Vec<&'a str>,
    /// What holds where `.env` says nothing.
    defaults: ByKey<'a, &'a str>,
}

impl<'a> Shared<'a> {
    pub fn of_file(plan: &'a Plan, file: &'a File, template: &str) -> Self {
        let defaults = parts::named(plan, template, "defaults");
        Self {
            stack: StackFacts::of_plan(plan),
            shape: plan.shape.id(),
            file_name: name(file),
            service_names: parts::service_names(plan),
            defaults: defaults.map(|variable| (variable.key, variable.fallback)).collect(),
        }
    }
}
