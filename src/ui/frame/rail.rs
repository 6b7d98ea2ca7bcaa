//! The steps: where one is, and how each stands: complete, with something to fix, or not opened yet.

use leptos::prelude::*;

use crate::ui::erased::{given, live, live_of, row};
use crate::ui::primitives::{Icon, Shape, badge};
use crate::ui::session::{Session, session};
use crate::ui::step::Step;
use crate::ui::tally::Tally;
use crate::words::page as say;

pub const RAIL_ID: &str = "rail";

#[component]
pub fn Rail() -> impl IntoView {
    let session = session();
    view! {
        <nav class="rail" id=RAIL_ID aria-label=say::STEPS>
            <ol class="rail__steps">{row(Step::ALL.into_iter().map(|step| item(session, step)))}</ol>
        </nav>
    }
}

fn item(session: Session, step: Step) -> impl IntoView {
    let tally = move || session.tallies()[step.index()];
    let state = move || State::new(session.was_visited(step), tally());
    view! {
        <li>
            <a
                id=step.link_id()
                class=move || state().class().to_owned()
                href=step.link()
                data-step=step.id()
                aria-current=move || given(session.step() == step, "step")
            >
                <span class="rail__mark">{live_of(state, mark)}</span>
                <span class="rail__title">{step.title()}</span>
                <span class="only-heard">{live(move || state().words().unwrap_or_default().to_owned())}</span>
                {badge(tally)}
            </a>
        </li>
    }
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    Wrong,
    Complete,
}

impl State {
    fn new(visited: bool, tally: Tally) -> Self {
        match (visited, tally.errors) {
            (_, 1..) => Self::Wrong,
            (true, 0) => Self::Complete,
            (false, 0) => Self::New,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::New => "rail__step",
            Self::Wrong => "rail__step rail__step--wrong",
            Self::Complete => "rail__step rail__step--complete",
        }
    }

    /// Behind the step's name. What is to fix is counted beside it.
    fn words(self) -> Option<&'static str> {
        match self {
            Self::New => Some(say::step::NEW),
            Self::Wrong => None,
            Self::Complete => Some(say::step::COMPLETE),
        }
    }
}

fn mark(state: State) -> Option<impl IntoView> {
    let shape = match state {
        State::New => return None,
        State::Wrong => Shape::Half,
        State::Complete => Shape::Check,
    };
    Some(view! { <Icon shape /> })
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_step_is_complete_once_it_was_seen_and_nothing_is_to_fix() {
        let tally = |errors, warnings| Tally { errors, warnings };
        assert_eq!(State::new(false, tally(0, 0)), State::New);
        assert_eq!(State::new(true, tally(0, 2)), State::Complete);
        assert_eq!(State::new(true, tally(1, 0)), State::Wrong);
        assert_eq!(State::new(false, tally(1, 0)), State::Wrong);
    }
}
