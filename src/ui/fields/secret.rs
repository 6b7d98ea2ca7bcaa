//! A secret: masked until it is asked for, never filled in, and never in an attribute (G25).
//!
//! It is an input of words whose letters the style hides. An `<input type=password>` would have browsers offer to save
//! what is typed when the step changes, and to suggest what is in their vault; it is left to browsers that can't hide
//! letters otherwise.

use leptos::ev;
use leptos::prelude::*;

use super::asked::Asked;
use super::strength::Strength;
use crate::browser::document;
use crate::stack::{Origin, SecretRule};
use crate::ui::erased::{either, given, live, on, when};
use crate::ui::primitives::{Button, Icon, Shape};
use crate::ui::session::focus_field;
use crate::values::Secret;
use crate::words::page::{self, secret as say, status};

const STRENGTH: &str = "secret__strength";
const WEAK: &str = "secret__strength secret__strength--weak";
const SHOWN: &str = "input input--code secret__input";
const MASKED: &str = "input input--code secret__input secret__input--masked";

#[component]
pub fn SecretInput(
    /// What is asked.
    asked: Asked,
    /// Who makes it, and what it must look like.
    rule: SecretRule<'static>,
) -> impl IntoView {
    let (field, session) = (asked.field, asked.session);
    let shown = RwSignal::new(false);
    let masks = document::can_mask();
    let there = move || is_there(asked);
    let owner = match rule.origin {
        Origin::Owner(place) => Some(view! { <p class="secret__owner"><b>{say::WHERE}</b>" "{place}</p> }),
        Origin::Generated(_) => None,
    };
    let strength_id = format!("{}-strength", asked.id());

    view! {
        <div class="secret">
            {owner}
            <div class="secret__row">
                <input
                    id=asked.id()
                    class=move || either(shown.get(), SHOWN, MASKED)
                    type=move || given(true, if shown.get() || masks { "text" } else { "password" })
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    data-1p-ignore="true"
                    data-bwignore="true"
                    data-lpignore="true"
                    aria-describedby=format!("{} {strength_id}", asked.described_by())
                    aria-invalid=move || asked.invalid()
                    prop:value=move || text(asked)
                    on:input=on(move |event| session.set_secret(&field.key, Secret::new(event_target_value(&event))))
                />
                {when(there, move || tools(asked, shown))}
                {field.recipe().map(|_| generate(asked))}
            </div>
            <p class=move || either(strength(asked).is_some_and(Strength::is_weak), WEAK, STRENGTH) id=strength_id>
                {live(move || strength(asked).map_or_else(String::new, Strength::sentence))}
            </p>
        </div>
    }
}

fn text(asked: Asked) -> String {
    asked.secret().map_or_else(String::new, |secret| secret.expose().to_owned())
}

fn is_there(asked: Asked) -> bool {
    asked.secret().is_some()
}

/// One button for the first and for another one, so that the focus stays on it.
fn generate(asked: Asked) -> impl IntoView {
    let label = move || either(is_there(asked), say::REPLACE, say::GENERATE);
    let press = move |_: ev::MouseEvent| asked.session.generate(asked.field);
    view! {
        <button type="button" class="button" data-generate=asked.field.key.as_str() on:click=on(press)>
            <Icon shape=Shape::Spark />
            <span>{live(label)}</span>
        </button>
    }
}

/// What can be done with a secret that is there.
fn tools(asked: Asked, shown: RwSignal<bool>) -> impl IntoView {
    let (field, session) = (asked.field, asked.session);
    let icon = move || view! { <Icon shape=if shown.get() { Shape::Hide } else { Shape::Show } /> };
    let label = move || either(shown.get(), say::HIDE, say::SHOW);
    let look = move |_: ev::MouseEvent| shown.update(|shown| *shown = !*shown);
    let clear = move || {
        session.set_secret(&field.key, Secret::default());
        focus_field(&field.key);
    };
    view! {
        <button type="button" class="button button--icon" title=move || Some(label()) on:click=on(look)>
            {live(icon)}
            <span class="only-heard">{live(label)}</span>
        </button>
        <Button
            label=page::COPY
            icon=Shape::Copy
            icon_only=true
            press=move || session.copy(untrack(|| text(asked)), status::THE_SECRET.to_owned())
        />
        <Button label=say::CLEAR icon=Shape::Close icon_only=true press=clear />
    }
}

fn strength(asked: Asked) -> Option<Strength> {
    let Some(secret) = asked.secret() else {
        return asked.field.recipe().map(|_| Strength::MadeLater);
    };
    match asked.field.recipe() {
        Some(recipe) if asked.was_generated() => Some(Strength::Made { bits: recipe.bits() }),
        Some(_) => Some(Strength::of_chosen(secret.expose())),
        None if asked.is_wrong() => None,
        None => Some(Strength::WellFormed { characters: secret.expose().chars().count() }),
    }
}
