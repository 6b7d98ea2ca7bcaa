//! What of the files is on show: which one, as itself or as its changes, and what it is compared with.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Entry, Session};
use crate::browser::clock;
use crate::plan::Plan;

/// The moment that the files are compared with, where that is not the defaults.
#[derive(Clone)]
pub struct Earlier {
    pub plan: Arc<Plan<'static>>,
    /// The time of day.
    pub time: String,
}

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

    pub fn compare_from_now(self) {
        let plan = untrack(|| self.made()).plan.clone();
        self.earlier.set(Some(Earlier { plan, time: clock::time_of_day() }));
    }
}
