//! One of several values.

use leptos::prelude::*;

use super::field::Asked;
use crate::stack::OptionItem;
use crate::ui::erased::{live, on};

#[component]
pub fn Select(
    /// What is asked.
    asked: Asked,
    /// What can be answered.
    options: &'static [OptionItem],
) -> impl IntoView {
    let value = Memo::new(move |_| asked.value());
    let option = move |option: &'static OptionItem| {
        view! {
            <option value=option.value prop:selected=Signal::derive(move || value.with(|value| *value == option.value))>
                {option.label}
            </option>
        }
    };
    // An answer that is none of the options stays to be seen until another one is chosen.
    let other = move || {
        let value = value.get();
        let known = options.iter().any(|option| option.value == value);
        (!known).then(|| view! { <option value=value.clone() prop:selected=Signal::stored(true)>{value.clone()}</option> })
    };
    view! {
        <select
            id=asked.id()
            class="input select"
            aria-describedby=asked.described_by()
            aria-invalid=Signal::derive(move || asked.invalid())
            on:change=on(move |event| asked.set(event_target_value(&event)))
        >
            {options.iter().map(option).collect_view()}
            {live(other)}
        </select>
    }
}
