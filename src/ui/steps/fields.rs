//! The fields of one stage, by section. All of Ports, Images and Settings, and most of Secrets.

use leptos::prelude::*;

use crate::stack::{self, Stage};
use crate::ui::erased::row;
use crate::ui::fields::Section;
use crate::ui::session::session;
use crate::words::page::step as say;

#[component]
pub fn Fields(
    /// Whose fields.
    stage: Stage,
) -> impl IntoView {
    // What is asked is changed by the choices of another step only.
    let (stack, made) = untrack(|| (session().stack(), session().made()));
    let sections: Vec<(&'static stack::Section, Vec<&'static stack::Field>)> =
        stack.fields_at(stage, &made.asked).filter(|(_, fields)| !fields.is_empty()).collect();
    if sections.is_empty() {
        return view! { <p class="fields__none">{say::NOTHING_ASKED}</p> }.into_any();
    }
    let alone = sections.len() == 1;
    let section = |(at, (section, fields))| view! { <Section section fields first=at == 0 alone /> };
    row(sections.into_iter().enumerate().map(section))
}
