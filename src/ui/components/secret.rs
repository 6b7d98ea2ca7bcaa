//! A secret: masked until it is asked for, never filled in, and never in an attribute (G25).

use leptos::prelude::*;

use super::field::Asked;
use super::{Button, Shape};
use crate::messages::page::{self, secret as say, status};
use crate::stack::{Origin, SecretRule};
use crate::ui::erased::{given, live, nothing, on, when, words};
use crate::ui::session::focus_field;
use crate::values::Secret;

#[component]
pub fn SecretInput(
    /// What is asked.
    asked: Asked,
    /// Who makes it, and what it must look like.
    rule: &'static SecretRule,
) -> impl IntoView {
    let (field, session) = (asked.field, asked.session);
    let shown = RwSignal::new(false);
    let there = move || session.answers().secret(field.key).is_some();
    let generate = || {
        view! { <Button label=say::GENERATE icon=Shape::Spark press=move || session.generate(field) /> }
            .into_any()
    };
    let owner = match &rule.origin {
        Origin::Owner(place) => {
            view! { <p class="secret__owner"><b>{say::WHERE}</b>" "{&**place}</p> }.into_any()
        }
        Origin::Generated(_) => nothing(),
    };
    let strength_id = format!("{}-strength", asked.id());

    view! {
        <div class="secret">
            {owner}
            <div class="secret__row">
                <input
                    id=asked.id()
                    class="input input--code secret__input"
                    type=move || given(true, if shown.get() { "text" } else { "password" })
                    autocomplete="new-password"
                    autocapitalize="off"
                    spellcheck="false"
                    data-1p-ignore="true"
                    data-bwignore="true"
                    data-lpignore="true"
                    aria-describedby=format!("{} {strength_id}", asked.described_by())
                    aria-invalid=move || asked.invalid()
                    prop:value=move || text(asked)
                    on:input=on(move |event| session.set_secret(field.key, Secret::new(event_target_value(&event))))
                />
                {when(there, move || tools(asked, shown))}
                {if field.recipe().is_some() { generate() } else { nothing() }}
            </div>
            <p class="secret__strength" id=strength_id>{words(move || strength(asked))}</p>
        </div>
    }
}

fn text(asked: Asked) -> String {
    let answers = asked.session.answers();
    answers.secret(asked.field.key).map_or_else(String::new, |secret| secret.expose().to_owned())
}

/// What can be done with a secret that is there.
fn tools(asked: Asked, shown: RwSignal<bool>) -> AnyView {
    let (field, session) = (asked.field, asked.session);
    let look = move || {
        let (icon, label) = if shown.get() { (Shape::Hide, say::HIDE) } else { (Shape::Show, say::SHOW) };
        let press = move || shown.update(|shown| *shown = !*shown);
        view! { <Button label icon icon_only=true press /> }.into_any()
    };
    let clear = move || {
        session.set_secret(field.key, Secret::default());
        focus_field(field.key);
    };
    view! {
        {live(look)}
        <Button
            label=page::COPY
            icon=Shape::Copy
            icon_only=true
            press=move || session.copy(untrack(|| text(asked)), status::THE_SECRET.to_owned())
        />
        <Button label=say::CLEAR icon=Shape::Close icon_only=true press=clear />
    }
    .into_any()
}

fn strength(asked: Asked) -> String {
    let (field, session) = (asked.field, asked.session);
    let length = session.answers().secret(field.key).map(|secret| secret.expose().chars().count());
    match (length, field.recipe()) {
        (None, Some(_)) => say::MADE_LATER.to_owned(),
        (None, None) => String::new(),
        (Some(_), Some(recipe)) if session.was_generated(field.key) => say::bits(recipe.bits()),
        (Some(_), _) if asked.invalid().is_some() => String::new(),
        (Some(length), _) => say::typed(length),
    }
}
