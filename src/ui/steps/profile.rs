//! Which profile, and, where the stack leaves a choice, which shape, how secrets travel, and which add-ons.

use leptos::prelude::*;

use crate::check::{Finding, Place};
use crate::stack::{SecretMode, Shape};
use crate::ui::erased::{live_of, row};
use crate::ui::fields::finding_line;
use crate::ui::primitives::{Choice, ChoiceOption};
use crate::ui::session::session;
use crate::words::page::{self, choice as say};

#[component]
pub fn ProfileStep() -> impl IntoView {
    let session = session();
    let stack = untrack(|| session.stack());
    let profiles = stack.profiles.iter().map(|profile| ChoiceOption {
        id: &profile.id,
        title: &profile.name,
        summary: &profile.summary,
    });
    let shapes = stack.shapes.iter().map(|shape| {
        let (title, summary) = page::shape(*shape);
        ChoiceOption { id: shape.id(), title, summary }
    });
    // A profile that says how secrets travel leaves no choice.
    let told = stack.profiles.iter().any(|profile| !profile.secrets.is_empty());
    let modes = stack.secrets.iter().filter(|_| !told).map(|mode| {
        let (title, summary) = page::secret_mode(*mode);
        ChoiceOption { id: mode.id(), title, summary }
    });
    let addons = stack.addons.iter().map(|addon| ChoiceOption {
        id: &addon.id,
        title: &addon.name,
        summary: &addon.summary,
    });

    let choose_shape = move |id: &'static str, _: bool| {
        if let Some(shape) = stack.shapes.iter().copied().find(|shape: &Shape| shape.id() == id) {
            session.choose_shape(shape);
        }
    };
    let choose_mode = move |id: &'static str, _: bool| {
        if let Some(mode) = stack.secrets.iter().copied().find(|mode: &SecretMode| mode.id() == id) {
            session.choose_secrets(mode);
        }
    };
    let wrong = live_of(
        move || {
            session
                .made()
                .findings
                .iter()
                .filter(|finding| matches!(finding.place, Place::Choice(_)))
                .cloned()
                .collect()
        },
        move |findings: Vec<Finding>| row(findings.into_iter().map(finding_line)),
    );
    view! {
        <div class="profile__findings" role="status">{wrong}</div>
        <Choice
            legend=say::PROFILE
            legend_only_heard=true
            name="profile"
            options=profiles.collect()
            chosen=move |id: &'static str| session.answers().profile == id
            choose=move |id: &'static str, _: bool| session.choose_profile(id)
        />
        <Choice
            legend=say::SHAPE
            name="shape"
            options=choosable(shapes.collect())
            chosen=move |id: &'static str| session.answers().shape.id() == id
            choose=choose_shape
        />
        <Choice
            legend=say::SECRETS
            name="secrets"
            options=choosable(modes.collect())
            chosen=move |id: &'static str| session.answers().secrets.id() == id
            choose=choose_mode
        />
        <Choice
            legend=say::ADDONS
            name="addons"
            several=true
            options=addons.collect()
            chosen=move |id: &'static str| session.answers().addons.iter().any(|addon| addon == id)
            choose=move |id: &'static str, there: bool| session.choose_addon(id, there)
        />
    }
}

/// One option leaves no choice.
fn choosable(options: Vec<ChoiceOption>) -> Vec<ChoiceOption> {
    if options.len() > 1 { options } else { Vec::new() }
}
