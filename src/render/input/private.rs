//! Files that nobody else may read: a program's configuration with secrets in it, and a service's own variables.

use serde::Serialize;

use super::folder;
use super::parts::{self, ByKey};
use super::text::{Exposed, Quoted};
use crate::plan::{File, Plan};
use crate::render::compose;

#[derive(Debug, PartialEq, Serialize)]
pub struct Private<'a> {
    answers: ByKey<'a, &'a str>,
    secrets: ByKey<'a, Exposed<'a>>,
}

impl<'a> Private<'a> {
    pub fn of_template(plan: &'a Plan, template: &str) -> Self {
        let secrets = parts::named(plan, template, "secrets").filter(|variable| variable.is_secret());
        Self {
            answers: parts::answers(plan, template),
            secrets: secrets.map(|it| (it.key, Exposed(it.setting.expose()))).collect(),
        }
    }
}

/// No other user can read it, or come to it.
pub fn may_hold_secrets(file: &File) -> bool {
    matches!(file.mode & 0o777, 0o600 | 0o700) || folder(file).rsplit('/').next() == Some("secrets")
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
    pub fn of_service(plan: &'a Plan, service: &str) -> Self {
        let entries = plan.service(service).into_iter().flat_map(|service| &service.secrets.environment);
        let entry = |(name, text): &(&'a str, _)| Entry {
            name,
            value: Quoted::new(compose::private_value(plan, *text)),
        };
        Self { variables: entries.map(entry).collect() }
    }
}
