//! What is found, what to do next, and all that there is to know of what is handed over: one file a part.

mod exposure;
mod findings;
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
use crate::message::Review;
use crate::ui::erased::{live, live_from};
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
            {fold("order", say::ORDER, true, part_of(session, |review| review.order.clone(), |_, order| order::view(order)))}
            {fold("needs", say::NEEDS, true, part_of(session, |review| review.needs.clone(), needs::view))}
            {fold("exposure", say::EXPOSURE, true, part_of(session, |review| review.rings.clone(), |session, rings| exposure::view(session, rings)))}
            {fold("receives", say::RECEIVES, false, part_of(session, |review| review.containers.clone(), |session, all| receives::view(session, all)))}
            {fold("zip", say::FILES, false, zip::view(session))}
            {fold("snippet", say::SNIPPET, false, snippet::view(session))}
        </div>
    }
}

/// A part that the engine tells, made anew when it differs from before.
fn part_of<T: PartialEq + Send + Sync + 'static, V: IntoView + 'static>(
    session: Session,
    part: fn(&Review) -> T,
    view: fn(Session, &T) -> V,
) -> AnyView {
    live_from(move || session.reviewed(part), move |part| part.as_ref().map(|part| view(session, part)))
}

/// What the paper is about.
fn printed(session: Session) -> String {
    let (stack, answers) = (session.stack(), session.made().of.clone());
    say::printed(&stack.name, stack.profile(&answers.profile).map_or("", |profile| &profile.name))
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
