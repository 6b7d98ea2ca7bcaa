//! The page.

use leptos::prelude::*;

#[component]
pub fn App() -> impl IntoView {
    view! { <h1>"Berth"</h1> }
}
