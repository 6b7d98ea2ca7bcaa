//! What of the files is on show: which one, as itself or as its changes, and what it is compared with.

use std::sync::Arc;

use leptos::prelude::*;

use super::Session;
use crate::answers::Answers;
use crate::browser::clock;
use crate::message::{File, Review};

/// The moment that the files are compared with, where that is not the defaults.
#[derive(Clone)]
pub struct Earlier {
    pub answers: Arc<Answers>,
    /// The time of day.
    pub time: String,
}

impl Session {
    /// Or it is known why there are none.
    pub fn has_files(self) -> bool {
        !self.shown().files.is_empty() || self.fault.with(Option::is_some)
    }

    /// None until the engine has made it.
    pub fn shown_file(self) -> Option<File> {
        let shown = self.shown();
        shown.files.iter().find(|file| file.path == shown.code.path).cloned()
    }

    /// A part of the review, as the engine told it last, if it did.
    pub fn reviewed<T>(self, part: impl FnOnce(&Review) -> T) -> Option<T> {
        self.review.with(|review| review.as_deref().map(part))
    }

    pub fn shown_path(self) -> Option<String> {
        self.shown_file().map(|file| file.path)
    }

    pub fn show_file(self, path: &str) {
        self.file.set(Some(path.to_owned()));
    }

    pub fn shows_changes(self) -> bool {
        self.as_changes.get() || self.shows_a_gone_file()
    }

    /// It was in the baseline, and is no longer in the bundle.
    pub fn shows_a_gone_file(self) -> bool {
        self.shown_file().is_some_and(|file| file.gone)
    }

    /// One of the gaps between changes.
    pub fn unfold(self, gap: u32) {
        self.unfolded.update(|unfolded| unfolded.push(gap));
    }

    /// The rows on the page are not those that the engine takes them for.
    pub fn misses_rows(self) {
        self.rows.update_value(|number| *number = number.wrapping_add(1));
        self.try_again();
    }

    pub fn compare_from_now(self) {
        let answers = untrack(|| self.made()).of.clone();
        self.earlier.set(Some(Earlier { answers, time: clock::time_of_day() }));
    }
}
