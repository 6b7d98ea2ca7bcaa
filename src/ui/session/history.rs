//! Undo and redo of answers. Secrets among them stay in memory, and are wiped once no moment holds them.

use std::sync::Arc;

use leptos::prelude::*;

use super::Session;
use crate::answers::Answers;
use crate::words::page::history as say;

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
    /// The key of the field whose text was typed: more of it is the same change. None: it is one by itself.
    typed: Option<String>,
}

impl History {
    fn keep(&mut self, moment: Moment) {
        self.future.clear();
        let goes_on = |last: &Moment| moment.typed.is_some() && last.typed == moment.typed;
        if self.past.last().is_some_and(goes_on) {
            return;
        }
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        self.past.push(moment);
    }

    fn hold(&mut self, held: &Answers, keys: &[&'static str]) {
        let moments = self.past.iter_mut().chain(&mut self.future);
        for moment in moments.filter(|moment| moment.answers.stack == held.stack) {
            let answers = Arc::make_mut(&mut moment.answers);
            for key in keys {
                if let (None, Some(secret)) = (answers.secret(key), held.secret(key)) {
                    answers.set_secret(*key, secret.clone());
                    moment.generated.push((*key).to_owned());
                }
            }
        }
    }
}

impl Session {
    /// Before something is changed. Text that is typed on, in the field of this key, is one change.
    pub(super) fn remember(self, what: &str, typed: Option<&str>) {
        let (answers, generated) = self.moment_now();
        let moment = Moment { answers, generated, what: what.to_owned(), typed: typed.map(str::to_owned) };
        self.history.update_value(|history| history.keep(moment));
        self.count_turns();
    }

    fn moment_now(self) -> (Arc<Answers>, Vec<String>) {
        untrack(|| (self.answers(), self.generated.get()))
    }

    pub fn can_undo(self) -> bool {
        self.can_undo.get()
    }

    pub fn can_redo(self) -> bool {
        self.can_redo.get()
    }

    fn count_turns(self) {
        let (undo, redo) =
            self.history.with_value(|history| (!history.past.is_empty(), !history.future.is_empty()));
        for (can, now) in [(self.can_undo, undo), (self.can_redo, redo)] {
            can.maybe_update(|can| std::mem::replace(can, now) != now);
        }
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
        let back = Moment { answers: left, generated: left_generated, what: what.clone(), typed: None };
        self.history.update_value(|history| {
            to(history).push(back);
            // What is typed from here on is another change.
            if let Some(last) = history.past.last_mut() {
                last.typed = None;
            }
        });
        self.count_turns();
        self.generated.set(generated);
        self.put(answers);
        Some(what)
    }

    /// A secret that was handed over is held at every moment: a database that was made with it opens to no other.
    pub(super) fn hold(self, keys: &[&'static str]) {
        let (answers, _) = self.moment_now();
        self.history.update_value(|history| history.hold(&answers, keys));
    }

    /// Everything as it is when the stack is chosen for the first time. Nothing is asked first: undo brings it back.
    pub fn reset_all(self) {
        let stack = self.stack();
        self.replace(say::EVERYTHING, Answers::new(stack));
        self.say(say::reset(&stack.name));
    }

    /// Other answers in the place of these.
    pub(super) fn replace(self, what: &str, answers: Answers) {
        self.remember(what, None);
        self.generated.update(Vec::clear);
        self.answers.set(Arc::new(answers));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::values::Secret;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn moment(what: &str, typed: bool) -> Moment {
        let answers = Arc::new(Answers::new(catalogue::first()));
        let typed = typed.then(|| what.to_owned());
        Moment { answers, generated: Vec::new(), what: what.to_owned(), typed }
    }

    #[test]
    fn g26_what_was_handed_over_is_held_at_every_moment() {
        let mut history = History::default();
        history.keep(moment("Port", true));
        let mine = Secret::new("mine, mine, mine");
        Arc::make_mut(&mut history.past[0].answers).set_secret("RABBITMQ_PASSWORD", mine.clone());
        let mut held = Answers::new(catalogue::first());
        for key in ["POSTGRES_PASSWORD", "RABBITMQ_PASSWORD"] {
            held.set_secret(key, Secret::new("handed over"));
        }
        history.hold(&held, &["POSTGRES_PASSWORD", "RABBITMQ_PASSWORD"]);
        let Moment { answers, generated, .. } = &history.past[0];
        assert_eq!(answers.secret("POSTGRES_PASSWORD"), held.secret("POSTGRES_PASSWORD"));
        assert_eq!(
            (answers.secret("RABBITMQ_PASSWORD"), &*generated.concat()),
            (Some(&mine), "POSTGRES_PASSWORD")
        );
    }

    #[test]
    fn fields_of_the_same_name_are_two_changes() {
        let mut history = History::default();
        for key in ["TS_API_PORT", "TAMMA_API_VERSION"] {
            history.keep(Moment { typed: Some(key.to_owned()), ..moment("TypeScript API", true) });
        }
        assert_eq!(history.past.len(), 2);
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
