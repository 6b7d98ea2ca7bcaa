//! At the foot: what is to fix, and what was just done.

use leptos::prelude::*;

use crate::ui::erased::{live, live_of, on, when};
use crate::ui::primitives::{Icon, Shape};
use crate::ui::session::{Session, session};
use crate::ui::step::Step;
use crate::ui::tally::Tally;
use crate::words::page::{findings, preview};

/// What opens the preview on a narrow screen.
pub const OPEN_ID: &str = "open-files";

#[component]
pub fn Bar() -> impl IntoView {
    let session = session();
    let summary = move || {
        let Tally { errors, warnings } = session.tally();
        findings::summary(errors, warnings)
    };
    let more_to_see = move || session.tally() != Tally::default() && session.step() != Step::Review;

    view! {
        <footer class="bar">
            <p class=move || level(session.tally()).0.to_owned()>
                {live_of(move || session.tally(), |tally| view! { <Icon shape=level(tally).1 /> })}
                <span id="findings-summary">{live(summary)}</span>
                {when(move || session.tally().errors > 0, move || waits(session))}
            </p>
            {when(more_to_see, || {
                view! { <a class="bar__more" href=Step::Review.link()>{findings::SEE}</a> }
            })}
            <p class="bar__status" id="status" role="status">{live(move || session.status().get().unwrap_or_default())}</p>
            <button type="button" id=OPEN_ID class="button bar__files" on:click=on(move |_| session.show_sheet(true))>
                <Icon shape=Shape::Files />
                <span>{preview::OPEN}</span>
            </button>
        </footer>
    }
}

/// Why there is no download yet, and the way to what it waits for.
fn waits(session: Session) -> impl IntoView {
    let label = move || findings::fix(session.tally().errors).to_owned();
    view! {
        <span class="bar__waits" id="download-waits">{findings::DOWNLOAD_WAITS}</span>
        <button type="button" id="fix-first" class="button button--quiet" on:click=on(move |_| session.go_to_first_error())>
            {live(label)}
        </button>
    }
}

fn level(tally: Tally) -> (&'static str, Shape) {
    match tally {
        Tally { errors: 0, warnings: 0 } => ("bar__summary bar__summary--good", Shape::Check),
        Tally { errors: 0, .. } => ("bar__summary bar__summary--warning", Shape::Warning),
        Tally { .. } => ("bar__summary bar__summary--error", Shape::Error),
    }
}
