//! What several parts of the review are made of.

use leptos::prelude::*;

use crate::check::Place;
use crate::ui::erased::on;
use crate::ui::primitives::{Button, Shape};
use crate::ui::session::Session;
use crate::words::page;

/// A way to a field, by its name.
pub fn to_field(session: Session, key: &str) -> impl IntoView + use<> {
    let label = untrack(|| session.stack()).field(key).map_or(key, |field| &field.label).to_owned();
    let place = Place::Field(key.to_owned());
    view! {
        <button
            type="button"
            class="button button--quiet"
            data-to=key.to_owned()
            title=key.to_owned()
            on:click=on(move |_| session.go_to(&place))
        >
            {label}
        </button>
    }
}

/// Text to be taken along by a button.
pub fn command(session: Session, text: String, what: &'static str) -> impl IntoView {
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
}

/// A drawing that holds nothing but what the manifest and the plan's numbers say.
pub fn drawing(class: &'static str, svg: String) -> impl IntoView {
    view! { <div class=class inner_html=svg></div> }
}
