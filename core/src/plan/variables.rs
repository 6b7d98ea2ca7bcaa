//! Each variable that something reads, and what is known about it.

use std::fmt;

use super::values::Used;
use crate::answers::Answers;
use crate::stack::{Encoding, Field, Kind, Stack};
use crate::values::{MASK, Secret};

#[derive(Clone, Debug)]
pub struct Variable<'s> {
    /// Where its field stands among all that the stack has; the plan keeps their order.
    pub place: usize,
    pub key: &'s str,
    /// What is the same whatever was said is found here.
    pub field: &'s Field,
    pub setting: Setting,
    /// What holds in the chosen profile where the variable is not set.
    pub fallback: &'s str,
    pub required: bool,
    /// A person is asked for it, or Berth makes it.
    pub asked: bool,
    /// The forms in which it is read beside its own.
    pub twins: Vec<Twin>,
}

/// The same secret, written as a consumer's parser needs it. Kept apart only where it differs from the secret itself, so
/// that an ordinary one stands in one place and can be changed there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    pub name: String,
    pub encoding: Encoding,
    /// None where the plain form serves.
    pub value: Option<Secret>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    Plain(String),
    Secret(Secret),
}

impl Setting {
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Plain(text) => text.is_empty(),
            Self::Secret(secret) => secret.is_empty(),
        }
    }

    /// The text for the file that is handed over.
    pub fn expose(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Secret(secret) => secret.expose(),
        }
    }
}

/// A secret shows as a mask.
impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Secret(secret) => secret.fmt(f),
        }
    }
}

impl Variable<'_> {
    pub fn is_secret(&self) -> bool {
        matches!(self.setting, Setting::Secret(_))
    }

    /// The stack does not start without it, and it is not there.
    pub fn is_missing(&self) -> bool {
        self.required && self.setting.is_empty()
    }

    pub fn mask(&mut self) {
        let twins = self.twins.iter_mut().filter_map(|twin| twin.value.as_mut());
        let own = match &mut self.setting {
            Setting::Secret(secret) => Some(secret),
            Setting::Plain(_) => None,
        };
        for secret in twins.chain(own).filter(|secret| !secret.is_empty()) {
            *secret = Secret::new(MASK);
        }
    }
}

pub fn resolved<'s>(stack: &'s Stack, answers: &Answers, used: &Used) -> Vec<Variable<'s>> {
    let mut variables = Vec::new();
    for (place, field) in stack.fields.iter().enumerate().filter(|(place, _)| used.has(*place)) {
        variables.push(variable(stack, place, field, answers, used.encodings(place)));
    }
    variables
}

/// The variable of this key.
pub fn find<'a, 's>(stack: &Stack, variables: &'a [Variable<'s>], key: &str) -> Option<&'a Variable<'s>> {
    let place = stack.fields.place(key)?;
    let found = variables.binary_search_by_key(&place, |variable| variable.place).ok()?;
    Some(&variables[found])
}

fn variable<'s>(
    stack: &'s Stack,
    place: usize,
    field: &'s Field,
    answers: &Answers,
    encodings: impl Iterator<Item = Encoding>,
) -> Variable<'s> {
    let setting = match field.kind() {
        Kind::Secret(_) => Setting::Secret(answers.secret(&field.key).cloned().unwrap_or_default()),
        _ => Setting::Plain(answers.value(field).to_owned()),
    };
    let twin = |encoding: Encoding| {
        let encoded = encoding.apply(setting.expose());
        let differs = !setting.is_empty() && encoded != setting.expose();
        let name = format!("{}{}", field.key, encoding.suffix());
        Twin { name, encoding, value: differs.then(|| Secret::new(encoded)) }
    };
    Variable {
        place,
        key: &field.key,
        field,
        fallback: field.default_in(&answers.profile),
        // What stays the same whatever the answers are can't require what only some of them do.
        required: field.required && field.asked_when.is_empty(),
        asked: answers.asks(stack, field),
        twins: encodings.map(twin).collect(),
        setting,
    }
}
