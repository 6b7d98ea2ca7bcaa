//! What is wrong, each with its mend and a way to its field.

use leptos::prelude::*;

use super::parts::to_field;
use crate::check::{Finding, Place};
use crate::ui::erased::{live_of, on, row};
use crate::ui::fields::finding_line;
use crate::ui::primitives::{Icon, Shape};
use crate::ui::session::Session;
use crate::words::page::review as say;

pub fn view(session: Session) -> impl IntoView {
    let line = move |finding: Finding| {
        let place = place(session, &finding);
        view! { <li class="review__finding">{place}{finding_line(finding)}</li> }
    };
    let view = move |findings: Vec<Finding>| {
        let none = findings.is_empty();
        view! {
            {none.then(|| view! { <p class="review__good"><Icon shape=Shape::Check />{say::NONE}</p> })}
            {(!none).then(|| view! { <ul>{row(findings.into_iter().map(line))}</ul> })}
        }
    };
    live_of(move || session.made().findings.clone(), view)
}

/// What a finding is about, as a way to it.
fn place(session: Session, finding: &Finding) -> AnyView {
    if let Place::Field(key) = &finding.place {
        return to_field(session, key).into_any();
    }
    let (name, place) = (finding.place.to_string(), finding.place.clone());
    view! {
        <button type="button" class="button button--quiet" on:click=on(move |_| session.go_to(&place))>{name}</button>
    }
    .into_any()
}
