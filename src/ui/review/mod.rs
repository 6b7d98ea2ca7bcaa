//! What is found, what to do next, and all that there is to know of what is handed over: one file a part.

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
use crate::ui::erased::live;
use crate::ui::session::{Session, session};
use crate::words::page::review as say;

#[component]
pub fn ReviewStep() -> impl IntoView {
    let session = session();
    // Where nothing listens, what is folded stays so on paper.
    let _ = document::unfold_on_paper("details.section");
    view! {
        <p class="review__printed">{live(move || printed(session))}</p>
        {part(say::FINDINGS, findings::view(session))}
        {part(say::STEPS, next::view(session))}
        <div class="review">
            {fold("order", say::ORDER, true, order::view(session))}
            {fold("needs", say::NEEDS, true, needs::view(session))}
            {fold("exposure", say::EXPOSURE, true, exposure::view(session))}
            {fold("receives", say::RECEIVES, false, receives::view(session))}
            {fold("zip", say::FILES, false, zip::view(session))}
            {fold("snippet", say::SNIPPET, false, snippet::view(session))}
        </div>
    }
}

/// What the paper is about.
fn printed(session: Session) -> String {
    let plan = &session.made().plan;
    say::printed(&plan.stack.name, &plan.profile.name)
}

fn part(title: &'static str, about: impl IntoView) -> impl IntoView {
    view! {
        <section class="review">
            <h3 class="review__title">{title}</h3>
            {about}
        </section>
    }
}

/// A part that can be folded away.
fn fold(id: &'static str, title: &'static str, open: bool, about: impl IntoView) -> impl IntoView {
    view! {
        <details class="section" id=id open=open>
            <summary class="section__head">
                <h3 class="section__title">{title}</h3>
            </summary>
            <div class="review__about">{about}</div>
        </details>
    }
}
