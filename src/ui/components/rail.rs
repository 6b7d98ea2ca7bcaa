//! The steps: where one is, what was seen, where something is to be done.

use leptos::prelude::*;

use super::{Icon, Shape, badge};
use crate::messages::page as say;
use crate::ui::erased::{either, given, row, when};
use crate::ui::session::{Session, session};
use crate::ui::step::Step;

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

fn item(session: Session, step: Step) -> AnyView {
    let tally = move || session.made().tallies[step.index()];
    let done = move || session.was_visited(step) && tally().errors == 0;
    view! {
        <li>
            <a
                id=step.link_id()
                class=move || either(done(), "rail__step rail__step--done", "rail__step")
                href=step.link()
                data-step=step.id()
                aria-current=move || given(session.step() == step, "step")
            >
                <span class="rail__mark">{when(done, || view! { <Icon shape=Shape::Check /> }.into_any())}</span>
                <span class="rail__title">{step.title()}</span>
                {badge(tally)}
            </a>
        </li>
    }
    .into_any()
}
