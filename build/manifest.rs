//! From the text of a manifest to a checked stack, or to every problem with it, each with its line.

use std::fmt;

use crate::yaml::{self, Place};
use crate::{check, lower, source, stack::Stack};

#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    pub line: usize,
    pub place: String,
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => write!(f, "{}: {}", self.line, self.message),
            place => write!(f, "{}: {place}: {}", self.line, self.message),
        }
    }
}

/// `folder` is where the manifest lies; `has_template` says whether a template of that name exists.
pub fn read(text: &str, folder: &str, has_template: &dyn Fn(&str) -> bool) -> Result<Stack, Vec<Problem>> {
    let source: source::Stack = yaml::parse(text)
        .map_err(|error| vec![Problem { line: error.line, place: String::new(), message: error.message }])?;
    let mut notes = Notes::default();
    let stack = lower::stack(source, &mut notes);
    check::stack(&stack, folder, has_template, &mut notes);
    if notes.0.is_empty() {
        return Ok(stack);
    }
    let located = notes.0.into_iter().map(|(place, message)| Problem {
        line: yaml::line(text, &place),
        place: place.to_string(),
        message,
    });
    Err(located.collect())
}

/// What was found wrong so far.
#[derive(Default)]
pub struct Notes(pub Vec<(Place, String)>);

impl Notes {
    pub fn add(&mut self, place: Place, message: impl Into<String>) {
        self.0.push((place, message.into()));
    }

    /// Says so unless `known` holds the name.
    pub fn expect_one_of<'a>(
        &mut self,
        place: Place,
        what: &str,
        name: &str,
        known: impl Iterator<Item = &'a str>,
    ) {
        let known: Vec<&str> = known.collect();
        if !known.contains(&name) {
            self.add(place, format!("expected {what} (`{}`); found `{name}`", known.join("`, `")));
        }
    }
}
