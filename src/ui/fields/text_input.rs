//! A line of text, a number, a name. What is typed is kept as it is.

use leptos::prelude::*;

use super::asked::Asked;
use crate::stack::Kind;
use crate::ui::erased::on;

#[component]
pub fn TextInput(
    /// What is asked.
    asked: Asked,
) -> impl IntoView {
    let kind = asked.field.kind();
    let (class, mode) = match kind {
        Kind::Port | Kind::Integer { .. } => ("input input--code input--short", "numeric"),
        Kind::Decimal { .. } => ("input input--code input--short", "decimal"),
        Kind::Text | Kind::List => ("input", "text"),
        _ => ("input input--code", "text"),
    };
    view! {
        <input
            id=asked.id()
            class=class
            type="text"
            inputmode=mode
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-describedby=asked.described_by()
            aria-invalid=move || asked.invalid()
            prop:value=move || asked.value()
            on:input=on(move |event| asked.set(event_target_value(&event)))
        />
    }
}
