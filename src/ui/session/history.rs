//! Undo and redo of answers. Secrets among them stay in memory, and are wiped once no moment holds them.

use std::sync::Arc;

use leptos::prelude::*;

use super::Session;
use crate::answers::Answers;
use crate::messages::page::history as say;

/// Older moments are forgotten.
const MOST: usize = 100;

#[derive(Default)]
pub struct History {
    past: Vec<Moment>,
    future: Vec<Moment>,
}

/// The answers as they were on the other side of a change, and what was changed.
struct Moment {
    answers: Arc<Answers>,
    generated: Vec<String>,
    what: String,
    /// Of a text that was typed: more of it is the same change.
    typed: bool,
}

impl History {
    fn keep(&mut self, moment: Moment) {
        self.future.clear();
        let goes_on = |last: &Moment| last.typed && moment.typed && last.what == moment.what;
        if self.past.last().is_some_and(goes_on) {
            return;
        }
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        self.past.push(moment);
    }
}

impl Session {
    /// Before something is changed. Text that is typed on is one change.
    pub(super) fn remember(self, what: &str, typed: bool) {
        let (answers, generated) = self.moment_now();
        let moment = Moment { answers, generated, what: what.to_owned(), typed };
        self.history.update_value(|history| history.keep(moment));
    }

    fn moment_now(self) -> (Arc<Answers>, Vec<String>) {
        untrack(|| (self.answers(), self.generated.get()))
    }

    pub fn can_undo(self) -> bool {
        self.answers.track();
        self.history.with_value(|history| !history.past.is_empty())
    }

    pub fn can_redo(self) -> bool {
        self.answers.track();
        self.history.with_value(|history| !history.future.is_empty())
    }

    pub fn undo(self) {
        let what = self.turn(|history| &mut history.past, |history| &mut history.future);
        self.say(what.map_or_else(|| say::NOTHING_TO_UNDO.to_owned(), |what| say::undone(&what)));
    }

    pub fn redo(self) {
        let what = self.turn(|history| &mut history.future, |history| &mut history.past);
        self.say(what.map_or_else(|| say::NOTHING_TO_REDO.to_owned(), |what| say::redone(&what)));
    }

    /// To the last moment of one list; the one that is left goes to the other.
    fn turn(
        self,
        from: fn(&mut History) -> &mut Vec<Moment>,
        to: fn(&mut History) -> &mut Vec<Moment>,
    ) -> Option<String> {
        let mut last = None;
        self.history.update_value(|history| last = from(history).pop());
        let Moment { answers, generated, what, .. } = last?;
        let (left, left_generated) = self.moment_now();
        let back = Moment { answers: left, generated: left_generated, what: what.clone(), typed: false };
        self.history.update_value(|history| to(history).push(back));
        self.generated.set(generated);
        self.answers.set(answers);
        Some(what)
    }

    /// Everything as it is when the stack is chosen for the first time. Nothing is asked first: undo brings it back.
    pub fn reset_all(self) {
        let stack = self.stack();
        self.replace(say::EVERYTHING, Answers::new(stack));
        self.say(say::reset(stack.name));
    }

    /// Other answers in the place of these.
    pub(super) fn replace(self, what: &str, answers: Answers) {
        self.remember(what, false);
        self.generated.update(Vec::clear);
        self.answers.set(Arc::new(answers));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn moment(what: &str, typed: bool) -> Moment {
        let answers = Arc::new(Answers::new(catalogue::first()));
        Moment { answers, generated: Vec::new(), what: what.to_owned(), typed }
    }

    #[test]
    fn what_is_typed_on_is_one_change_and_the_rest_is_one_each() {
        let mut history = History::default();
        for (what, typed) in [
            ("Port", true),
            ("Port", true),
            ("Name", true),
            ("Port", true),
            ("Profile", false),
            ("Profile", false),
        ] {
            history.keep(moment(what, typed));
        }
        let kept: Vec<&str> = history.past.iter().map(|moment| moment.what.as_str()).collect();
        assert_eq!(kept, ["Port", "Name", "Port", "Profile", "Profile"]);
    }

    #[test]
    fn the_oldest_is_forgotten_and_a_change_forgets_what_was_undone() {
        let mut history = History::default();
        history.future.push(moment("Port", false));
        for _ in 0..=MOST {
            history.keep(moment("Profile", false));
        }
        assert_eq!((history.past.len(), history.future.len()), (MOST, 0));
    }
}
