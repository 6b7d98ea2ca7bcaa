//! What of the files is on show: which one, as itself or as its changes, and what it is compared with.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;

use super::{Entry, Session};
use crate::browser::clock;
use crate::plan::Plan;

/// What the files of the moment are rendered from that the others are compared with. None: they are compared with the
/// defaults.
pub type MomentPlan = Mutex<Option<Arc<Plan<'static>>>>;

impl Session {
    /// The file that is shown; while there is none of its path, the first one.
    pub fn with_entry<T>(self, read: impl FnOnce(Entry) -> T) -> Option<T> {
        let (files, path) = (self.files(), self.file.get());
        let wanted = files.entries().find(|entry| Some(entry.path()) == path.as_deref());
        Some(read(wanted.or_else(|| files.entries().next())?))
    }

    pub fn shown_path(self) -> Option<String> {
        self.with_entry(|entry| entry.path().to_owned())
    }

    pub fn show_file(self, path: &str) {
        self.file.set(Some(path.to_owned()));
    }

    /// A file that is gone has no text of its own.
    pub fn shows_changes(self) -> bool {
        self.as_changes.get() || self.shows_a_gone_file()
    }

    /// It was in the baseline, and is no longer in the bundle.
    pub fn shows_a_gone_file(self) -> bool {
        self.with_entry(|entry| entry.new.is_none()) == Some(true)
    }

    pub fn show_changes(self, on: bool) {
        self.as_changes.set(on);
    }

    pub fn switch_view(self) {
        self.as_changes.update(|on| *on = !*on);
    }

    /// The preview shows secrets as they are.
    pub fn reveals_secrets(self) -> bool {
        self.revealed.get()
    }

    pub fn reveal_secrets(self, on: bool) {
        self.revealed.set(on);
    }

    /// On a narrow screen: the preview lies over the form.
    pub fn sheet_is_open(self) -> bool {
        self.sheet.get()
    }

    pub fn open_sheet(self) {
        self.sheet.set(true);
    }

    pub fn close_sheet(self) {
        self.sheet.set(false);
    }

    /// The time of day of the moment that the files are compared with. None: they are compared with the defaults.
    pub fn moment(self) -> Option<String> {
        self.moment.get()
    }

    pub fn compare_from_now(self) {
        let plan = untrack(|| self.made()).plan.clone();
        self.compare_with(Some(plan), Some(clock::time_of_day()));
    }

    pub fn compare_with_defaults(self) {
        self.compare_with(None, None);
    }

    fn compare_with(self, plan: Option<Arc<Plan<'static>>>, moment: Option<String>) {
        *self.moment_plan.lock().unwrap_or_else(PoisonError::into_inner) = plan;
        self.moment.set(moment);
    }
}
