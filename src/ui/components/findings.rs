//! What is wrong, how to mend it, and the mend as a button.

use leptos::prelude::*;

use super::{Button, Icon, Prose, Shape, Tone};
use crate::check::{Finding, Mend, Severity};
use crate::messages::page::findings as say;
use crate::ui::session::{focus_field, session};

#[component]
pub fn FindingLine(
    /// What was found.
    finding: Finding,
) -> impl IntoView {
    let (class, shape, word) = match finding.severity {
        Severity::Error => ("finding finding--error", Shape::Error, say::ERROR),
        Severity::Warning => ("finding finding--warning", Shape::Warning, say::WARNING),
    };
    let Finding { message, advice, mend, .. } = finding;
    let end = match mend {
        Some(mend) => view! { <MendButton mend advice /> }.into_any(),
        None if advice.is_empty() => ().into_any(),
        None => view! { <span class="finding__advice"><Prose text=advice /></span> }.into_any(),
    };
    view! {
        <p class=class>
            <Icon shape />
            <span>
                <span class="only-heard">{word}": "</span>
                <Prose text=message />
                <span class="finding__dot" aria-hidden="true">" · "</span>
                {end}
            </span>
        </p>
    }
}

#[component]
fn MendButton(
    /// What it does.
    mend: Mend,
    /// The same in words.
    advice: String,
) -> impl IntoView {
    let session = session();
    let key = match &mend {
        Mend::Set { key, .. } | Mend::Generate { key } => *key,
    };
    let press = move || {
        session.mend(&mend);
        focus_field(key);
    };
    view! {
        <span class="finding__mend" data-mend=key>
            <Button label=advice tone=Tone::Quiet press />
        </span>
    }
}
