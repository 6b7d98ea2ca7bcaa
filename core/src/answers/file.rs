//! Answers as a YAML file, for the command line. Secrets are no part of it: such a file is kept and shared.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Answers;
use crate::stack::{SecretMode, Shape, Stack};
use crate::yaml;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct File {
    pub stack: Option<String>,
    pub profile: Option<String>,
    pub shape: Option<Shape>,
    pub secrets: Option<SecretMode>,
    pub addons: Vec<String>,
    values: BTreeMap<String, yaml::Value>,
}

pub fn read(text: &str) -> Result<File, yaml::Error> {
    yaml::parse(text)
}

/// A key whose value can't be an answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Unfit<'a> {
    Secret(&'a str),
    NoScalar(&'a str),
}

impl File {
    /// Puts its values among the answers, or says which of them is none.
    pub fn answer(&self, stack: &Stack, answers: &mut Answers) -> Result<(), Unfit<'_>> {
        for (key, value) in &self.values {
            if stack.is_secret(key) {
                return Err(Unfit::Secret(key));
            }
            answers.set(key, scalar(value).ok_or_else(|| Unfit::NoScalar(key))?);
        }
        Ok(())
    }
}

fn scalar(value: &yaml::Value) -> Option<String> {
    match value {
        yaml::Value::Null => Some(String::new()),
        yaml::Value::Bool(truth) => Some(truth.to_string()),
        yaml::Value::Number(number) => Some(number.to_string()),
        yaml::Value::String(text) => Some(text.clone()),
        yaml::Value::Sequence(items) => Some(items.iter().map(scalar).collect::<Option<Vec<_>>>()?.join(",")),
        _ => None,
    }
}
