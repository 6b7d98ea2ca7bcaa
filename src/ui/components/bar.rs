//! At the foot: what is to fix, and what was just done.

use leptos::prelude::*;

use super::{Icon, Shape};
use crate::messages::page::{findings, preview};
use crate::ui::erased::{on, when};
use crate::ui::session::{Tally, session};
use crate::ui::step::Step;

/// What opens the preview on a narrow screen.
pub const OPEN_ID: &str = "open-files";

#[component]
pub fn Bar() -> impl IntoView {
    let session = session();
    let tally = Memo::new(move |_| session.tally());
    let summary = Memo::new(move |_| {
        let Tally { errors, warnings } = tally.get();
        findings::summary(errors, warnings)
    });
    let level = move || match tally.get() {
        Tally { errors: 0, warnings: 0 } => ("bar__summary bar__summary--good", Shape::Check),
        Tally { errors: 0, .. } => ("bar__summary bar__summary--warning", Shape::Warning),
        Tally { .. } => ("bar__summary bar__summary--error", Shape::Error),
    };
    let more_to_see = move || tally.get() != Tally::default() && session.step() != Step::Review;

    view! {
        <footer class="bar">
            <p class=Signal::derive(move || level().0)>
                <Icon shape=Signal::derive(move || level().1) />
                <span id="findings-summary" role="status">{summary}</span>
            </p>
            {when(more_to_see, || view! { <a class="bar__more" href=Step::Review.link()>{findings::SEE}</a> })}
            <p class="bar__status" id="status" role="status">{session.status}</p>
            <button type="button" id=OPEN_ID class="button bar__files" on:click=on(move |_| session.sheet.set(true))>
                <Icon shape=Shape::Files />
                <span>{preview::OPEN}</span>
            </button>
        </footer>
    }
}
