//! A secret: masked until it is asked for, never filled in, and never in an attribute (G25).

use leptos::prelude::*;

use super::field::Asked;
use super::{Button, Shape};
use crate::messages::page::{self, secret as say, status};
use crate::stack::{Origin, SecretRule};
use crate::ui::erased::{on, when};
use crate::ui::session::focus_field;
use crate::values::Secret;

#[component]
pub fn SecretInput(
    /// What is asked.
    asked: Asked,
    /// Who makes it, and what it must look like.
    rule: &'static SecretRule,
) -> impl IntoView {
    let (field, session) = (asked.field, asked.session());
    let shown = RwSignal::new(false);
    let text = move || {
        session.with_answers(|answers| {
            answers.secret(field.key).map_or_else(String::new, |it| it.expose().to_owned())
        })
    };
    let there = move || session.with_answers(|answers| answers.secret(field.key).is_some());
    let look =
        Signal::derive(move || if shown.get() { (Shape::Hide, say::HIDE) } else { (Shape::Show, say::SHOW) });
    let generate = field.recipe().is_some().then(|| {
        view! { <Button label=say::GENERATE icon=Shape::Spark press=move || session.generate(field) /> }
    });
    let owner = match &rule.origin {
        Origin::Owner(place) => Some(view! { <p class="secret__owner"><b>{say::WHERE}</b>" "{*place}</p> }),
        Origin::Generated(_) => None,
    };
    let strength_id = format!("{}-strength", asked.id());

    view! {
        <div class="secret">
            {owner}
            <div class="secret__row">
                <input
                    id=asked.id()
                    class="input input--code secret__input"
                    type=Signal::derive(move || if shown.get() { "text" } else { "password" })
                    autocomplete="new-password"
                    autocapitalize="off"
                    spellcheck="false"
                    data-1p-ignore="true"
                    data-bwignore="true"
                    data-lpignore="true"
                    aria-describedby=format!("{} {strength_id}", asked.described_by())
                    aria-invalid=Signal::derive(move || asked.invalid())
                    prop:value=Signal::derive(text)
                    on:input=on(move |event| session.set_secret(field.key, Secret::new(event_target_value(&event))))
                />
                {when(there, move || view! {
                    <Button
                        label=Signal::derive(move || look.get().1.to_owned())
                        icon=Signal::derive(move || look.get().0)
                        icon_only=true
                        press=move || shown.update(|shown| *shown = !*shown)
                    />
                    <Button
                        label=page::COPY
                        icon=Shape::Copy
                        icon_only=true
                        press=move || session.copy(text(), status::THE_SECRET.to_owned())
                    />
                    <Button
                        label=say::CLEAR
                        icon=Shape::Close
                        icon_only=true
                        press=move || {
                            session.set_secret(field.key, Secret::default());
                            focus_field(field.key);
                        }
                    />
                })}
                {generate}
            </div>
            <p class="secret__strength" id=strength_id>{Signal::derive(move || strength(asked))}</p>
        </div>
    }
}

fn strength(asked: Asked) -> Option<String> {
    let (field, session) = (asked.field, asked.session());
    let length = session.with_answers(|answers| Some(answers.secret(field.key)?.expose().chars().count()));
    match (length, field.recipe()) {
        (None, Some(_)) => Some(say::MADE_LATER.to_owned()),
        (None, None) => None,
        (Some(_), Some(recipe)) if session.was_generated(field.key) => Some(say::bits(recipe.bits())),
        (Some(_), _) if asked.invalid().is_some() => None,
        (Some(length), _) => Some(say::typed(length)),
    }
}
