//! On or off.

use leptos::prelude::*;

use super::asked::Asked;
use crate::ui::erased::{either, live, on};
use crate::words::page::field as say;

#[component]
pub fn Switch(
    /// What is asked.
    asked: Asked,
) -> impl IntoView {
    view! {
        <span class="switch">
            <input
                id=asked.id()
                class="switch__input"
                type="checkbox"
                role="switch"
                aria-describedby=asked.described_by()
                prop:checked=move || asked.value() == "true"
                on:change=on(move |event| asked.set(event_target_checked(&event).to_string()))
            />
            <span class="switch__word" aria-hidden="true">{live(move || either(asked.value() == "true", say::ON, say::OFF))}</span>
        </span>
    }
}
