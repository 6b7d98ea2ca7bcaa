//! A sentence in which `ticks` mark what is typed or read as code.

use leptos::prelude::*;

#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component owns what it is given")]
pub fn Prose(
    /// The sentence.
    text: String,
) -> impl IntoView {
    parts(&text)
}

fn parts(text: &str) -> Vec<AnyView> {
    let part = |(at, part): (usize, &str)| match at % 2 {
        0 => part.to_owned().into_any(),
        _ => view! { <code class="prose__code">{part.to_owned()}</code> }.into_any(),
    };
    text.split('`').enumerate().map(part).collect()
}
