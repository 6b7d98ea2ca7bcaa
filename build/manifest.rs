//! From the text of a manifest to a checked stack, or to every problem with it, each with its line.

use std::fmt;

use crate::{check, locate, lower, source, stack::Stack};

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
    let source: source::Stack = serde_yaml::from_str(text).map_err(|error| vec![syntax(&error)])?;
    let mut notes = Notes::default();
    let stack = lower::stack(source, &mut notes);
    check::stack(&stack, folder, has_template, &mut notes);
    if notes.0.is_empty() {
        return Ok(stack);
    }
    let located = notes.0.into_iter().map(|(place, message)| Problem {
        line: locate::line(text, &place),
        place: place.to_string(),
        message,
    });
    Err(located.collect())
}

fn syntax(error: &serde_yaml::Error) -> Problem {
    let line = error.location().map_or(1, |at| at.line());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    Problem { line, place: String::new(), message }
}

/// The way to a value in the manifest: `services[2].health`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place(pub Vec<Segment>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    Key(String),
    Index(usize),
}

impl Place {
    pub fn key(&self, key: impl Into<String>) -> Self {
        self.then(Segment::Key(key.into()))
    }

    pub fn index(&self, index: usize) -> Self {
        self.then(Segment::Index(index))
    }

    fn then(&self, segment: Segment) -> Self {
        let mut way = self.0.clone();
        way.push(segment);
        Self(way)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) if at == 0 => write!(f, "{key}")?,
                Segment::Key(key) => write!(f, ".{key}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// What was found wrong so far.
#[derive(Default)]
pub struct Notes(pub Vec<(Place, String)>);

impl Notes {
    pub fn add(&mut self, place: Place, message: impl Into<String>) {
        self.0.push((place, message.into()));
    }

    /// Says so unless `known` holds the name.
    pub fn expect_one_of<'a>(&mut self, place: Place, what: &str, name: &str, known: impl Iterator<Item = &'a str>) {
        let known: Vec<&str> = known.collect();
        if !known.contains(&name) {
            self.add(place, format!("expected {what} (`{}`); found `{name}`", known.join("`, `")));
        }
    }
}
