//! How each file came from the baseline to what it is.

use std::sync::Arc;

use super::diff::{self, Side};
use crate::bundle::{Bundle, File};

#[derive(Clone, Default)]
pub struct Change {
    /// Which file of the baseline it is.
    pub old: Option<usize>,
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
}

/// Of the files of both bundles: those that are there first, each in its place; then those that are gone. `last`: other
/// files and how they compared with the same baseline; a file that is as it was then has the same changes.
pub fn changes(shown: &Bundle, baseline: &Bundle, last: Option<(&Bundle, &[Change])>) -> Vec<Change> {
    let known = |file: &File| {
        let (bundle, changes) = last?;
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
