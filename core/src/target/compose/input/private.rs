//! Files that nobody else may read: a program's configuration with secrets in it, and a service's own variables.

use serde::Serialize;

use super::parts::{self, ByKey};
use crate::plan::Plan;
use crate::render::text::{Exposed, Quoted};
use crate::stack::Text;
use crate::target::compose::{File, paths, reference};

#[derive(Debug, PartialEq, Serialize)]
pub struct Private<'a> {
    answers: ByKey<'a, &'a str>,
    secrets: ByKey<'a, Exposed<'a>>,
}

impl<'a> Private<'a> {
    pub fn of_template(plan: &'a Plan<'a>, template: &str) -> Self {
        let secrets = parts::named(plan, template, "secrets").filter(|variable| variable.is_secret());
        Self {
            answers: parts::answers(plan, template),
            secrets: secrets.map(|variable| (variable.key, Exposed(variable.setting.expose()))).collect(),
        }
    }
}

/// No other user can read it, or come to it.
pub fn may_hold_secrets(file: &File) -> bool {
    matches!(file.mode & 0o777, 0o600 | 0o700) || paths::name(paths::folder(&file.path)) == "secrets"
}

#[derive(Debug, PartialEq, Serialize)]
pub struct PrivateVariables<'a> {
    variables: Vec<Entry<'a>>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Entry<'a> {
    name: &'a str,
    value: Quoted,
}

impl<'a> PrivateVariables<'a> {
    pub fn of_service(plan: &'a Plan<'a>, service: &str) -> Self {
        let entries = plan.service(service).into_iter().flat_map(|service| &service.secrets.environment);
        let entry = |(name, text): &(&'a str, &Text)| Entry {
            name,
            value: Quoted::new(reference::private_value(plan, text)),
        };
        Self { variables: entries.map(entry).collect() }
    }
}
