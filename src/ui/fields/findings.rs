//! What is wrong, how to mend it, and the mend as a button.

use leptos::prelude::*;

use crate::browser::document;
use crate::check::{Finding, Mend, Severity};

use crate::ui::primitives::{Button, Icon, Shape, Tone, prose};
use crate::ui::session::{STEP_ID, focus_field, session};
use crate::ui::step::Step;
use crate::words;
use crate::words::page::findings as say;

pub fn finding_line(finding: Finding) -> impl IntoView {
    let (class, shape, word) = match finding.severity {
        Severity::Error => ("finding finding--error", Shape::Error, say::ERROR),
        Severity::Warning => ("finding finding--warning", Shape::Warning, say::WARNING),
    };
    let (message, advice) = (words::message(&finding.problem), words::advice(&finding));
    let end = match finding.mend {
        Some(mend) => mend_button(mend, advice.unwrap_or_default()).into_any(),
        None => {
            advice.map(|advice| view! { <span class="finding__advice">{prose(&advice)}</span> }).into_any()
        }
    };
    view! {
        <p class=class>
            <Icon shape />
            <span>
                <span class="only-heard">{word}": "</span>
                {prose(&message)}
                <span class="finding__dot" aria-hidden="true">" · "</span>
                {end}
            </span>
        </p>
    }
}

/// It says what it does as the advice has it.
fn mend_button(mend: Mend, advice: String) -> impl IntoView {
    let session = session();
    let key = match &mend {
        Mend::Set { key, .. } | Mend::Generate { key } => key.clone(),
        Mend::LeaveOut { addon } => addon.clone(),
    };
    let mended = key.clone();
    let press = move || {
        session.mend(&mend);
        // The review has no field to go on with.
        if session.step() == Step::Review {
            document::focus(STEP_ID);
        } else {
            focus_field(&key);
        }
    };
    view! {
        <span class="finding__mend" data-mend=mended>
            <Button label=advice tone=Tone::Quiet press />
        </span>
    }
}
