//! The files beside those of a baseline: the defaults of these choices, or an earlier moment.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;

use super::Session;
use super::files::{self, Files};
use crate::browser::clock;
use crate::bundle::File;
use crate::plan::Plan;
use crate::render::Rendering;
use crate::stack::Stack;
use crate::ui::diff::{self, Side};

/// What the earlier moment's files are rendered from. None: the baseline is the defaults.
pub type Moment = Mutex<Option<Arc<Plan>>>;

#[derive(Default)]
pub struct Compared {
    moment: Option<Arc<Plan>>,
    revealed: bool,
    baseline: Option<Arc<Rendering>>,
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

    pub fn path(&self) -> &'static str {
        self.file().map_or("", |file| file.path)
    }
}

impl Files {
    /// Once it is made: `last` is what was made before.
    pub(super) fn compare(
        &mut self,
        stack: &Stack,
        moment: Option<Arc<Plan>>,
        revealed: bool,
        last: Option<&Self>,
    ) {
        let last = last.map(|last| (last.shown.as_ref().ok(), &last.compared));
        let moment = moment.filter(|moment| moment.stack.id == stack.id);
        let same = |other: &Option<Arc<Plan>>| match (other, &moment) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        let baseline = match (&moment, last) {
            (None, _) => self.defaults.as_ref().ok().cloned(),
            (_, Some((_, last))) if last.revealed == revealed && same(&last.moment) => last.baseline.clone(),
            (Some(plan), _) => files::render(plan, revealed, None).ok(),
        };
        let changes = match (&self.shown, &baseline) {
            (Ok(shown), Some(baseline)) => changes(shown, baseline, last),
            (Ok(shown), None) => vec![Change::default(); shown.files.len()],
            (Err(_), _) => Vec::new(),
        };
        self.compared = Compared { moment, revealed, baseline, changes };
    }

    /// The files that are shown, and how each came to be what it is.
    pub fn files(&self) -> impl Iterator<Item = (&File, &Change)> {
        let files = self.shown.as_ref().map_or(&[][..], |bundle| &bundle.files);
        files.iter().zip(&self.compared.changes)
    }

    /// Every file that is or was: those of the bundle in its order, then those that are gone.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let new = self.shown.as_ref().map_or(&[][..], |bundle| &bundle.files);
        let old = self.compared.baseline.as_ref().map_or(&[][..], |bundle| &bundle.files);
        self.compared.changes.iter().enumerate().map(move |(at, change)| Entry {
            old: change.old.and_then(|from| old.get(from)),
            new: new.get(at),
            change,
        })
    }
}

/// Of the files of both bundles. A file that is as it was the last time has the same changes, if it was compared with
/// the same one.
fn changes(
    shown: &Arc<Rendering>,
    baseline: &Arc<Rendering>,
    last: Option<(Option<&Arc<Rendering>>, &Compared)>,
) -> Vec<Change> {
    let last = last.and_then(|(shown, last)| Some((shown?, last.baseline.as_ref()?, &last.changes)));
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
        shown.file(file.path).is_none().then(|| Change::between(Some(at), &file.text, ""))
    };
    let new = shown.files.iter().map(of_new);
    new.chain(baseline.files.iter().enumerate().filter_map(gone)).collect()
}

impl Session {
    /// The file that is shown; while there is none of its path, the first one.
    pub fn with_entry<T>(self, read: impl FnOnce(Entry) -> T) -> Option<T> {
        let (files, path) = (self.files(), self.file.get());
        let entry = files.entries().find(|entry| entry.path() == path).or_else(|| files.entries().next())?;
        Some(read(entry))
    }

    pub fn shown_path(self) -> &'static str {
        self.with_entry(|entry| entry.path()).unwrap_or_default()
    }

    pub fn compare_from_now(self) {
        let plan = untrack(|| self.made()).plan.clone();
        self.compare_with(Some(plan), clock::time_of_day());
    }

    pub fn compare_with_defaults(self) {
        self.compare_with(None, String::new());
    }

    fn compare_with(self, plan: Option<Arc<Plan>>, name: String) {
        *self.moment_plan.lock().unwrap_or_else(PoisonError::into_inner) = plan;
        self.moment.set(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;
    use crate::stack::SecretMode;
    use crate::values::Secret;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// With the plan that they are of.
    struct Made(Arc<Plan>, Files);

    fn made(answers: &Answers, moment: Option<Arc<Plan>>, last: Option<&Made>) -> Made {
        shown(answers, false, moment, last)
    }

    fn shown(answers: &Answers, revealed: bool, moment: Option<Arc<Plan>>, last: Option<&Made>) -> Made {
        let made = super::super::made::make(answers, None);
        let files = Files::make(&made, revealed, moment, last.map(|last| &last.1));
        Made(made.plan, files)
    }

    fn changed(Made(_, made): &Made) -> Vec<(&'static str, usize, usize)> {
        let some = made.entries().filter(|entry| !entry.change.steps.is_empty());
        some.map(|entry| (entry.path(), entry.change.added, entry.change.removed)).collect()
    }

    #[test]
    fn nothing_typed_is_no_change() {
        for stack in catalogue::all() {
            assert_eq!(changed(&made(&Answers::new(stack), None, None)), [], "{}", stack.id);
        }
    }

    #[test]
    fn a_changed_line_is_one_added_and_one_removed() {
        let mut answers = Answers::new(catalogue::first());
        let before = made(&answers, None, None);
        answers.set("DASHBOARD_PORT", "3456");
        let after = made(&answers, None, Some(&before));
        assert!(changed(&after).contains(&(".env", 1, 1)), "{:?}", changed(&after));
        let again = made(&answers, None, Some(&after));
        assert_eq!(changed(&again), changed(&after));
    }

    #[test]
    fn an_earlier_moment_is_the_baseline_and_what_is_gone_since_is_named() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        answers.set("DASHBOARD_PORT", "3456");
        answers.secrets = SecretMode::Files;
        let before = made(&answers, None, None);
        let moment = Some(before.0.clone());
        let same = made(&answers, moment.clone(), Some(&before));
        assert_eq!(changed(&same), []);
        answers.secrets = SecretMode::Env;
        let after = made(&answers, moment, Some(&same));
        let gone: Vec<_> = after.1.entries().filter(|entry| entry.new.is_none()).collect();
        assert!(!gone.is_empty());
        for entry in gone {
            let lines = entry.old.expect("it was there").text.lines().count();
            assert_eq!((entry.change.added, entry.change.removed), (0, lines));
        }
    }

    #[test]
    fn g25_the_baseline_is_masked_as_the_preview_is() {
        let mut answers = Answers::new(catalogue::first());
        answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary-of-before"));
        let before = made(&answers, None, None);
        answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary-of-now"));
        let after = made(&answers, Some(before.0.clone()), Some(&before));
        assert_eq!(changed(&after), []);
        let holds = |entry: Entry| entry.old.is_some_and(|old| old.text.contains("canary"));
        assert!(!after.1.entries().any(holds));
        let revealed = shown(&answers, true, Some(before.0.clone()), Some(&after));
        assert!(revealed.1.entries().any(holds));
    }
}
