//! One of several values.

use leptos::prelude::*;

use super::asked::Asked;
use crate::ui::erased::{live_of, on, row};

#[component]
pub fn Select(
    /// What is asked.
    asked: Asked,
    /// What can be answered.
    options: &'static [(String, String)],
) -> impl IntoView {
    let option = move |(value, label): &'static (String, String)| {
        view! {
            <option value=value.as_str() prop:selected=move || asked.value() == *value>
                {label.as_str()}
            </option>
        }
    };
    // An answer that is none of the options stays to be seen until another one is chosen.
    let other = move |value: String| {
        let known = options.iter().any(|(known, _)| *known == value);
        (!known).then(|| view! { <option value=value.clone() prop:selected=true>{value.clone()}</option> })
    };
    view! {
        <select
            id=asked.id()
            class="input select"
            aria-describedby=asked.described_by()
            aria-invalid=move || asked.invalid()
            on:change=on(move |event| asked.set(event_target_value(&event)))
        >
            {row(options.iter().map(option))}
            {live_of(move || asked.value(), other)}
        </select>
    }
}
