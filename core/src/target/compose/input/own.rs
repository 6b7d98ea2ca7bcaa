//! A stack's own scripts and settings, and the workflows of its repository.

use serde::Serialize;

use super::parts::{self, ByKey, StackFacts};
use crate::plan::{Plan, Variable};
use crate::stack::SecretMode;
use crate::target::compose::{defaults, paths};

#[derive(Debug, PartialEq, Serialize)]
pub struct Own<'a> {
    stack: StackFacts<'a>,
    addons: &'a [&'a str],
    answers: ByKey<'a, &'a str>,
    service_names: Vec<&'a str>,
    secret_files: Vec<SecretFile>,
    /// The variables that are to be written into `.env`, or made for it.
    to_fill_in: Vec<&'a str>,
}

#[derive(Debug, PartialEq, Serialize)]
struct SecretFile {
    name: String,
}

impl<'a> Own<'a> {
    pub fn of_template(plan: &'a Plan<'a>, template: &str) -> Self {
        let secret_files =
            parts::secrets(plan).map(|secret| SecretFile { name: paths::secret_name(secret.key) });
        Self {
            stack: StackFacts::of_plan(plan),
            addons: &plan.addons,
            answers: parts::answers(plan, template),
            service_names: parts::service_names(plan),
            secret_files: secret_files.collect(),
            to_fill_in: to_fill_in(plan),
        }
    }
}

fn to_fill_in<'a>(plan: &'a Plan<'a>) -> Vec<&'a str> {
    let is_empty = |variable: &&Variable| {
        variable.field.recipe().is_some()
            || variable.required && defaults::of_variable(plan, variable).is_empty()
    };
    let in_env = |variable: &&Variable| plan.secrets == SecretMode::Env || !variable.is_secret();
    let in_order = plan.variables_by_section().flat_map(|(_, variables)| variables);
    in_order.filter(in_env).filter(is_empty).map(|variable| variable.key).collect()
}
