//! A sentence in which `ticks` mark what is typed or read as code.

use leptos::prelude::*;

use crate::ui::erased::row;

pub fn prose(text: &str) -> impl IntoView + use<> {
    let part = |(at, part): (usize, &str)| match at % 2 {
        0 => part.to_owned().into_any(),
        _ => view! { <code class="prose__code">{part.to_owned()}</code> }.into_any(),
    };
    row(text.split('`').enumerate().map(part))
}
