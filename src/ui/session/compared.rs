//! The files beside those of a baseline: the defaults of these choices, or an earlier moment.

use std::sync::Arc;

use super::rendered::{Shown, rendered};
use crate::bundle::File;
use crate::plan::Plan;
use crate::target::compose::Rendering;
use crate::ui::diff::{self, Side};

#[derive(Default)]
pub struct Compared {
    moment: Option<Arc<Plan<'static>>>,
    revealed: bool,
    baseline: Option<Arc<Rendering<'static>>>,
    /// Those that are there first, each in its place among the files that are shown; then those that are gone.
    changes: Vec<Change>,
}

/// How a file came from the baseline to what it is.
#[derive(Clone, Default)]
pub struct Change {
    /// Which file of the baseline it is.
    old: Option<usize>,
    /// Empty where nothing differs.
    pub steps: Arc<Vec<Side>>,
    pub added: usize,
    pub removed: usize,
}

impl Change {
    fn between(at: Option<usize>, old: &str, new: &str) -> Self {
        let steps = diff::steps(old, new);
        let (added, removed) = (diff::count(&steps, Side::New), diff::count(&steps, Side::Old));
        Self { old: at, steps: Arc::new(steps), added, removed }
    }

    pub fn differs(&self) -> bool {
        !self.steps.is_empty()
    }
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

impl Compared {
    /// `moment`: the plan to compare with, if it is not the defaults. `last`: what was shown before, and how it compared.
    pub fn make(
        shown: &Shown,
        defaults: &Shown,
        moment: Option<Arc<Plan<'static>>>,
        revealed: bool,
        last: Option<(&Shown, &Self)>,
    ) -> Self {
        let same = |other: &Option<Arc<Plan<'static>>>| match (other, &moment) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        let baseline = match (&moment, last) {
            (None, _) => defaults.as_ref().ok().cloned(),
            (_, Some((_, last))) if last.revealed == revealed && same(&last.moment) => last.baseline.clone(),
            (Some(plan), _) => rendered(plan, revealed, None).ok(),
        };
        let changes = match (shown, &baseline) {
            (Ok(shown), Some(baseline)) => changes(shown, baseline, last),
            (Ok(shown), None) => vec![Change::default(); shown.files.len()],
            (Err(_), _) => Vec::new(),
        };
        Self { moment, revealed, baseline, changes }
    }

    /// Every file that is or was: those that are shown in their order, then those that are gone.
    pub fn entries<'a>(&'a self, shown: &'a [File]) -> impl Iterator<Item = Entry<'a>> {
        let old = self.baseline.as_ref().map_or(&[][..], |bundle| &bundle.files);
        self.changes.iter().enumerate().map(move |(at, change)| Entry {
            old: change.old.and_then(|from| old.get(from)),
            new: shown.get(at),
            change,
        })
    }
}

/// Of the files of both bundles. A file that is as it was the last time has the same changes, if it was compared with
/// the same one.
fn changes(
    shown: &Arc<Rendering<'static>>,
    baseline: &Arc<Rendering<'static>>,
    last: Option<(&Shown, &Compared)>,
) -> Vec<Change> {
    let last =
        last.and_then(|(shown, last)| Some((shown.as_ref().ok()?, last.baseline.as_ref()?, &last.changes)));
    let last = last.filter(|(_, before, _)| Arc::ptr_eq(before, baseline));
    let known = |file: &File| {
        let (bundle, _, changes) = last?;
        let at = bundle.files.iter().position(|before| before.path == file.path)?;
        changes.get(at).filter(|_| bundle.files[at].text == file.text).cloned()
    };
    let of_new = |file: &File| {
        let at = baseline.files.iter().position(|old| old.path == file.path);
        match at.map(|at| &baseline.files[at].text) {
            Some(old) if *old == file.text => Change { old: at, ..Change::default() },
            old => {
                known(file).unwrap_or_else(|| Change::between(at, old.map_or("", String::as_str), &file.text))
            }
        }
    };
    let gone = |(at, file): (usize, &File)| {
        shown.file(&file.path).is_none().then(|| Change::between(Some(at), &file.text, ""))
    };
    let new = shown.files.iter().map(of_new);
    new.chain(baseline.files.iter().enumerate().filter_map(gone)).collect()
}
