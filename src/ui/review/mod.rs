//! What is found, what to do next, and all that there is to know of what is handed over: one file a part. A part says
//! what it shows as a type of its own, and how that is drawn.

mod exposure;
mod findings;
mod graph;
mod layout;
mod needs;
mod next;
mod order;
mod parts;
mod receives;
mod snippet;
mod table;
mod zip;

use leptos::prelude::*;

use crate::browser::document;
use crate::ui::erased::words;
use crate::ui::session::{Session, session};
use crate::words::page::review as say;
use parts::live;

#[component]
pub fn ReviewStep() -> impl IntoView {
    let session = session();
    // Where nothing listens, what is folded stays so on paper.
    let _ = document::unfold_on_paper("details.section");
    view! {
        <p class="review__printed">{words(move || printed(session))}</p>
        {part(say::FINDINGS, findings::view(session))}
        {part(say::STEPS, live(session, next::steps, |session, steps| next::view(session, steps)))}
        <div class="review">
            {fold("order", say::ORDER, true, live(session, order::shown, order::view))}
            {fold("needs", say::NEEDS, true, needs::view(session))}
            {fold("exposure", say::EXPOSURE, true, live(session, exposure::ways, |session, ways| exposure::view(session, ways)))}
            {fold("receives", say::RECEIVES, false, live(session, receives::containers, |session, containers| receives::view(session, containers)))}
            {fold("zip", say::FILES, false, live(session, zip::files, |session, files| zip::view(session, files)))}
            {fold("snippet", say::SNIPPET, false, live(session, snippet::snippets, snippet::view))}
        </div>
    }
}

/// What the paper is about.
fn printed(session: Session) -> String {
    let plan = &session.made().plan;
    say::printed(&plan.stack.name, &plan.profile.name)
}

fn part(title: &'static str, about: AnyView) -> AnyView {
    view! {
        <section class="review">
            <h3 class="review__title">{title}</h3>
            {about}
        </section>
    }
    .into_any()
}

/// A part that can be folded away.
fn fold(id: &'static str, title: &'static str, open: bool, about: AnyView) -> AnyView {
    view! {
        <details class="section" id=id open=open>
            <summary class="section__head">
                <h3 class="section__title">{title}</h3>
            </summary>
            <div class="review__about">{about}</div>
        </details>
    }
    .into_any()
}
