//! The files of a plan as they would be handed over, beside those of a baseline.

use std::sync::Arc;

use super::changes::{Change, changes};
use crate::answers::Answers;
use crate::bundle::File;
use crate::message::{self, Show};
use crate::plan::Plan;
use crate::stack::Stack;
use crate::target::compose::{self, Rendering};
use crate::{catalogue, plan, words};

pub struct Files {
    /// With a mask for each secret unless they are revealed.
    shown: Rendered,
    baseline: Rendered,
    revealed: bool,
    changes: Vec<Change>,
}

/// Files, and the answers that they follow from.
#[derive(Clone)]
struct Rendered {
    answers: Answers,
    files: Arc<Rendering<'static>>,
}

/// A file, as it was and as it is. There is one of the two at least.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub old: Option<&'a File>,
    pub new: Option<&'a File>,
    pub change: &'a Change,
}

impl<'a> Entry<'a> {
    /// As it is, or as it was where it is gone.
    pub fn file(&self) -> Option<&'a File> {
        self.new.or(self.old)
    }

    pub fn path(&self) -> &'a str {
        self.file().map_or("", |file| &file.path)
    }
}

/// A file that differs from what it was a moment ago.
pub struct Touched {
    pub path: String,
    /// None: the file is new.
    pub was: Option<String>,
}

impl Files {
    /// `last`: what was made before. Where the same is asked for again, it is taken from there.
    pub fn make(show: &Show, last: Option<&Self>) -> Result<Self, String> {
        let last = last.filter(|last| last.revealed == show.revealed);
        let (answers, baseline) = (&show.answers.0, &show.baseline.0);
        let shown = Rendered::make(answers, show.revealed, last.map(|last| &last.shown))?;
        let baseline = match last {
            _ if baseline == answers => shown.clone(),
            last => Rendered::make(baseline, show.revealed, last.map(|last| &last.baseline))?,
        };
        let last = last.filter(|last| Arc::ptr_eq(&last.baseline.files, &baseline.files));
        let last = last.map(|last| (&last.shown.files.bundle, &last.changes[..]));
        let changes = changes(&shown.files, &baseline.files, last);
        Ok(Self { shown, baseline, revealed: show.revealed, changes })
    }

    /// Every file that is or was: those of the bundle in its order, then those that are gone.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.changes.iter().enumerate().map(|(at, change)| Entry {
            old: change.old.and_then(|from| self.baseline.files.files.get(from)),
            new: self.shown.files.files.get(at),
            change,
        })
    }

    /// As the page has them.
    pub fn listed(&self) -> Vec<message::File> {
        let decided = self.shown.files.decided();
        let listed = |entry: Entry| {
            let file = entry.file()?;
            let about =
                decided.iter().find(|decided| decided.path == file.path).map_or("", |file| file.about);
            Some(message::File {
                path: file.path.clone(),
                mode: file.mode,
                about: about.to_owned(),
                size: file.text.len(),
                holds_secrets: file.holds_secrets(),
                gone: entry.new.is_none(),
                added: entry.change.added,
                removed: entry.change.removed,
            })
        };
        self.entries().filter_map(listed).collect()
    }

    /// What a change touched. That secrets are shown, or hidden again, is none.
    pub fn touched_since(&self, last: &Self) -> Vec<Touched> {
        if last.revealed != self.revealed || Arc::ptr_eq(&last.shown.files, &self.shown.files) {
            return Vec::new();
        }
        let was = |file: &File| last.shown.files.file(&file.path).map(|old| &old.text);
        let touched = self.shown.files.files.iter().filter(|file| was(file) != Some(&file.text));
        touched.map(|file| Touched { path: file.path.clone(), was: was(file).cloned() }).collect()
    }
}

impl Rendered {
    fn make(answers: &Answers, revealed: bool, last: Option<&Self>) -> Result<Self, String> {
        if let Some(last) = last.filter(|last| last.answers == *answers) {
            return Ok(last.clone());
        }
        let plan = plan_of(answers).as_handed_over();
        let plan = if revealed { plan } else { plan.masked() };
        let files = compose::rendering(plan, last.map(|last| &*last.files));
        let files = files.map_err(|fault| words::not_rendered(&fault))?;
        Ok(Self { answers: answers.clone(), files: Arc::new(files) })
    }
}

/// Of the stack's defaults where the answers make none: choices alone may not fit one another.
pub fn plan_of(answers: &Answers) -> Plan<'static> {
    let stack = stack_of(answers);
    match plan::make(stack, answers).or_else(|_| plan::make(stack, &Answers::new(stack))) {
        Ok(plan) => plan,
        Err(_) => unreachable!("a stack's defaults make a plan: a test asks each"),
    }
}

pub fn stack_of(answers: &Answers) -> &'static Stack {
    catalogue::find(&answers.stack).unwrap_or_else(catalogue::first)
}

#[cfg(test)]
mod tests;
