//! The steps: where one is, what was seen, where something is to be done.

use leptos::prelude::*;

use super::{Badge, Icon, Shape};
use crate::messages::page as say;
use crate::ui::erased::when;
use crate::ui::session::session;
use crate::ui::step::Step;

pub const RAIL_ID: &str = "rail";

#[component]
pub fn Rail() -> impl IntoView {
    view! {
        <nav class="rail" id=RAIL_ID aria-label=say::STEPS>
            <ol class="rail__steps">{Step::ALL.map(|step| view! { <Item step /> }).collect_view()}</ol>
        </nav>
    }
}

#[component]
fn Item(
    /// Where it leads.
    step: Step,
) -> impl IntoView {
    let session = session();
    let here = move || session.step() == step;
    let tally = Memo::new(move |_| session.tallies().with(|tallies| tallies[step.index()]));
    let done = move || session.was_visited(step) && tally.get().errors == 0;

    view! {
        <li>
            <a
                id=step.link_id()
                class="rail__step"
                class:rail__step--done=Signal::derive(done)
                href=step.link()
                data-step=step.id()
                aria-current=Signal::derive(move || here().then_some("step"))
            >
                <span class="rail__mark">{when(done, || view! { <Icon shape=Shape::Check /> })}</span>
                <span class="rail__title">{step.title()}</span>
                <Badge tally />
            </a>
        </li>
    }
}
