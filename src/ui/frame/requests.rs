//! How often the page asked for anything since it came up: it stands at 0, and leads to how to check that.

use leptos::prelude::*;

use crate::ui::erased::{either, live_of, nothing, on, words};
use crate::ui::panel::Panel;
use crate::ui::primitives::{Icon, Shape};
use crate::ui::session::session;
use crate::words::page::privacy as say;

/// Counts from now on. Where the browser does not count, nothing is claimed.
pub fn requests_badge() -> AnyView {
    let session = session();
    if session.count_requests().is_err() {
        return nothing();
    }
    let count = move || session.request_count();
    let shape = |none| if none { Shape::Shield } else { Shape::Warning };
    view! {
        <button
            type="button"
            id="requests"
            class=move || either(count() == 0, "button requests", "button requests requests--some")
            on:click=on(move |_| session.open_panel(Panel::Privacy))
        >
            {live_of(move || count() == 0, move |none| view! { <Icon shape=shape(none) /> }.into_any())}
            <span class="requests__count" aria-hidden="true">{words(move || count().to_string())}</span>
            <span class="requests__words" role="status">{words(move || say::since_load(count()))}</span>
        </button>
    }
    .into_any()
}
