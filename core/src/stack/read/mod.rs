//! From what lies in a stack's folder to a checked stack, or to every problem with it, each with its file and line. The
//! build script reads the stacks that ship by it, the command line any other: whatever is true of one is true of both.

mod check;
mod field;
mod parts;
mod path;
mod service;

use std::collections::BTreeMap;

use super::{Stack, Template, Templates};
use crate::templates;
use crate::values::Wrong;
use crate::yaml::{self, Place};

pub use check::former_stack_names;

/// What a stack's folder holds, as far as Berth reads it.
pub struct Folder {
    /// What the folder is called; the stack's id is the same.
    pub name: String,
    /// `stack.yaml`.
    pub manifest: String,
    /// The templates: paths in the folder, without `.j2`, and texts.
    pub templates: BTreeMap<String, String>,
}

pub const MANIFEST: &str = "stack.yaml";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// In the stack's folder.
    pub file: String,
    pub line: usize,
    /// The way to it within the manifest. Empty: the line says it.
    pub place: String,
    pub fault: Fault,
}

/// A value is refused as an answer is. All else is for the stack's author, and said where it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Said(String),
    Value(Wrong),
}

impl From<String> for Fault {
    fn from(said: String) -> Self {
        Self::Said(said)
    }
}

impl From<&str> for Fault {
    fn from(said: &str) -> Self {
        Self::Said(said.to_owned())
    }
}

impl From<Wrong> for Fault {
    fn from(wrong: Wrong) -> Self {
        Self::Value(wrong)
    }
}

pub fn stack(folder: Folder) -> Result<Stack, Vec<Problem>> {
    let Folder { name, manifest, templates } = folder;
    let in_manifest = |line, place, fault| Problem { file: MANIFEST.to_owned(), line, place, fault };
    let mut stack: Stack = yaml::parse(&manifest)
        .map_err(|error| vec![in_manifest(error.line, String::new(), error.message.into())])?;
    let (mut own, mut problems) = (BTreeMap::new(), Vec::new());
    for (path, text) in templates {
        match templates::reads(&text) {
            Ok(reads) => drop(own.insert(format!("{}/{path}", stack.id), Template { text, reads })),
            Err((line, message)) => {
                let (file, place) = (format!("{path}.j2"), String::new());
                problems.push(Problem { file, line, place, fault: Fault::Said(message) });
            }
        }
    }
    stack.templates = Templates::from(own);

    let mut notes = Notes::default();
    if let Ok(tree) = yaml::tree(&manifest) {
        printable(&tree, &Place::default(), &mut notes);
    }
    check::stack(&stack, &name, &mut notes);
    let located = notes
        .0
        .into_iter()
        .map(|(place, fault)| in_manifest(yaml::line(&manifest, &place), place.to_string(), fault));
    problems.extend(located);
    if problems.is_empty() { Ok(stack) } else { Err(problems) }
}

/// A terminal does what some letters say.
fn printable(tree: &yaml::Value, place: &Place, notes: &mut Notes) {
    match tree {
        yaml::Value::String(text) => {
            if let Some(letter) = text.chars().find(|letter| letter.is_control() && !"\n\t".contains(*letter))
            {
                let found = letter.escape_unicode();
                notes.add(place.clone(), format!("expected letters that can be printed; found `{found}`"));
            }
        }
        yaml::Value::Sequence(items) => {
            items.iter().enumerate().for_each(|(at, item)| printable(item, &place.index(at), notes));
        }
        yaml::Value::Mapping(entries) => {
            for (key, value) in entries {
                printable(key, place, notes);
                printable(value, &place.key(key.as_str().unwrap_or_default()), notes);
            }
        }
        _ => {}
    }
}

/// What was found wrong so far.
#[derive(Default)]
struct Notes(Vec<(Place, Fault)>);

impl Notes {
    fn add(&mut self, place: Place, fault: impl Into<Fault>) {
        self.0.push((place, fault.into()));
    }

    /// Says so unless `known` holds the name.
    fn expect_one_of<'a>(
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
