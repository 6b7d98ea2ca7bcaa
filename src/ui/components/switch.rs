//! On or off.

use leptos::prelude::*;

use super::field::Asked;
use crate::messages::page::field as say;
use crate::ui::erased::on;

#[component]
pub fn Switch(
    /// What is asked.
    asked: Asked,
) -> impl IntoView {
    let is_on = Memo::new(move |_| asked.value() == "true");
    view! {
        <span class="switch">
            <input
                id=asked.id()
                class="switch__input"
                type="checkbox"
                role="switch"
                aria-describedby=asked.described_by()
                prop:checked=Signal::derive(move || is_on.get())
                on:change=on(move |event| asked.set(event_target_checked(&event).to_string()))
            />
            <span class="switch__word" aria-hidden="true">{Signal::derive(move || if is_on.get() { say::ON } else { say::OFF })}</span>
        </span>
    }
}
