//! What is found, what to do next, and all that there is to know of what is handed over: one file a part.
//!
//! Each part is made of rows of text, so that all of them share the code that watches, compares and draws.

mod exposure;
mod findings;
mod graph;
mod layout;
mod needs;
mod next;
mod receives;
mod snippet;
mod table;
mod zip;

use leptos::prelude::*;

use crate::browser::document;
use crate::check::{Finding, Place};
use crate::messages::page::{self, review as say};
use crate::ui::erased::{live_of, on, words};
use crate::ui::primitives::{Button, Shape};
use crate::ui::session::{Session, session};

/// What a part shows, as text. It is made anew when this differs from before, and only then.
type Rows = Vec<[String; 4]>;

#[component]
pub fn ReviewStep() -> impl IntoView {
    let session = session();
    // Where nothing listens, what is folded stays so on paper.
    let _ = document::unfold_on_paper("details.section");
    view! {
        <p class="review__printed">{words(move || printed(session))}</p>
        {part(say::FINDINGS, findings::view(session))}
        {part(say::STEPS, live(session, next::rows, next::view))}
        <div class="review">
            {fold("order", say::ORDER, true, live(session, graph::rows, graph::view))}
            {fold("needs", say::NEEDS, true, needs::view(session))}
            {fold("exposure", say::EXPOSURE, true, live(session, exposure::rows, exposure::view))}
            {fold("receives", say::RECEIVES, false, live(session, receives::rows, receives::view))}
            {fold("zip", say::FILES, false, live(session, zip::rows, zip::view))}
            {fold("snippet", say::SNIPPET, false, live(session, snippet::rows, snippet::view))}
        </div>
    }
}

/// What the paper is about.
fn printed(session: Session) -> String {
    let plan = &session.made().plan;
    say::printed(plan.stack.name, plan.profile.name)
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

fn live(session: Session, rows: fn(Session) -> Rows, view: fn(Session, Rows) -> AnyView) -> AnyView {
    live_of(move || rows(session), move |rows| view(session, rows))
}

/// A way to a field, by its name.
fn to_field(session: Session, key: &str) -> AnyView {
    let label = untrack(|| session.stack()).field(key).map_or(key, |field| field.label).to_owned();
    let finding = Finding::error(Place::Field(key.to_owned()), "");
    view! {
        <button
            type="button"
            class="button button--quiet"
            data-to=key.to_owned()
            title=key.to_owned()
            on:click=on(move |_| session.go_to(&finding))
        >
            {label}
        </button>
    }
    .into_any()
}

/// Text to be taken along by a button.
fn command(session: Session, text: String, what: &'static str) -> AnyView {
    let copied = text.clone();
    view! {
        <div class="command">
            <code class="command__text" tabindex="0">{text}</code>
            <Button
                label=page::COPY
                icon=Shape::Copy
                icon_only=true
                press=move || session.copy(copied.clone(), what.to_owned())
            />
        </div>
    }
    .into_any()
}

/// A drawing that holds nothing but what the manifest and the plan's numbers say.
fn drawing(class: &'static str, svg: String) -> AnyView {
    view! { <div class=class inner_html=svg></div> }.into_any()
}

/// A text as it stands in a drawing.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
