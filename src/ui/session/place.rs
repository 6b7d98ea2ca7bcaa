//! Where the person is: which step, and which field has the focus.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::Session;
use crate::browser::{document, location};
use crate::check;

use crate::ui::step::Step;
use crate::words::page as say;

/// The heading of the step that is shown.
pub const STEP_ID: &str = "step-title";

/// More of an unknown step's name is not said back.
const LONGEST_HASH: usize = 40;

/// The step that is shown, and those that were shown already.
#[derive(Clone, Copy, Default)]
pub struct Place {
    step: Step,
    visited: [bool; 7],
}

impl Session {
    pub fn step(self) -> Step {
        self.place.get().step
    }

    pub fn was_visited(self, step: Step) -> bool {
        self.place.get().visited[step.index()]
    }

    pub fn go(self, step: Step) {
        if location::set_hash(step.id()).is_err() {
            self.arrive(step.id());
        }
    }

    /// To the field that a finding is about.
    pub fn go_to(self, place: &check::Place) {
        let step = Step::to_mend(place, self.stack());
        match place {
            check::Place::Field(key) => self.go_to_field(step, key),
            _ => self.go_to_element(step, STEP_ID.to_owned()),
        }
    }

    pub fn go_to_field(self, step: Step, key: &str) {
        self.go_to_element(step, field_id(key));
    }

    fn go_to_element(self, step: Step, id: String) {
        self.sheet.set(false);
        self.go(step);
        focus_soon(id);
    }

    /// What stands behind `#`: a step, and perhaps answers.
    pub(super) fn arrive(self, hash: &str) {
        let is_link = hash.contains('?');
        let whole = format!("#{hash}");
        let hash = if is_link { self.take_link(&whole, say::history::LINK) } else { hash };
        let step = Step::from_hash(hash).unwrap_or_else(|| {
            let shown = Step::default();
            let found: String = hash.chars().take(LONGEST_HASH).collect();
            self.notices.update(|notices| notices.push(say::notice::no_such_step(&found, shown.title())));
            shown
        });
        let mut place = self.place.get_untracked();
        place.step = step;
        place.visited[step.index()] = true;
        self.place.set(place);
        if is_link {
            // Else it stays in the address, and a reload takes it once more.
            let _ = location::replace_hash(&step.link());
        }
    }
}

/// To the input of a field that is drawn, after a button beside it that is gone once it is pressed.
pub fn focus_field(key: &str) {
    focus_soon(field_id(key));
}

fn field_id(key: &str) -> String {
    format!("field-{key}")
}

/// Once what is to be drawn is drawn: a step is as soon as its hash has been heard of, and a panel that closes gives
/// the focus back before.
pub fn focus_soon(id: String) {
    // What is not asked on this step leaves the focus at its head, rather than nowhere.
    let focus = move || document::focus(if document::has(&id) { &id } else { STEP_ID });
    request_animation_frame(move || {
        Timeout::new(50, focus).forget();
    });
}
