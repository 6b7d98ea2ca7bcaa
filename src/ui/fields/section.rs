//! Fields that belong together, folded where every one of them has an answer already.

use leptos::prelude::*;

use super::asked::Asked;
use super::field::Field;
use crate::stack;
use crate::ui::erased::row;
use crate::ui::primitives::badge;
use crate::ui::session::{Session, session};
use crate::ui::tally::Tally;
use crate::words::page::field as say;

#[component]
pub fn Section(
    /// What they are called together.
    section: &'static stack::Section,
    /// What is asked.
    fields: Vec<&'static stack::Field>,
    /// The first of its step is never folded.
    first: bool,
    /// The only one of its step needs no name of its own.
    alone: bool,
) -> impl IntoView {
    let session = session();
    let count = say::section_answers(fields.len());
    let open = first || untrack(|| needs_a_look(session, &fields));
    let about = fields.clone();
    let asked = Asked::all(fields, session);
    let fields = row(asked.into_iter().map(|asked| view! { <Field asked /> }));

    if alone {
        view! { <div class="section__fields">{fields}</div> }.into_any()
    } else {
        view! {
            <details class="section" open=open>
                <summary class="section__head">
                    <h3 class="section__title">{section.title.as_str()}</h3>
                    <span class="section__folded">{count}</span>
                    <span class="section__folded">{badge(move || tally(session, &about))}</span>
                </summary>
                <div class="section__fields">{fields}</div>
            </details>
        }
        .into_any()
    }
}

fn tally(session: Session, fields: &[&'static stack::Field]) -> Tally {
    let made = session.made();
    fields.iter().flat_map(|field| made.findings_about(&field.key)).collect()
}

/// Something is wrong, was changed, or has no default to rest on.
fn needs_a_look(session: Session, fields: &[&'static stack::Field]) -> bool {
    let answers = session.answers();
    let unanswered = |field: &stack::Field| {
        field.default.is_empty() && field.default_from.is_none() && field.default_in.is_empty()
    };
    tally(session, fields) != Tally::default()
        || fields.iter().any(|field| unanswered(field) || answers.typed(&field.key).is_some())
}
