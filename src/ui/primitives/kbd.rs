//! A key, or keys that are held together.

use leptos::prelude::*;

use crate::browser::keys;

/// As this machine's keyboard has it.
pub fn kbd(key: &str) -> impl IntoView + use<> {
    let text = if keys::is_apple() { key.replace("Ctrl+", "⌘") } else { key.replace('+', " ") };
    view! { <kbd class="kbd">{text}</kbd> }
}
