//! How often the page asked for anything since it came up: it stands at 0, and leads to how to check that.

use leptos::prelude::*;

use crate::browser::requests;
use crate::ui::erased::{either, live, live_of, on};
use crate::ui::panel::Panel;
use crate::ui::primitives::{Icon, Shape};
use crate::ui::session::session;
use crate::words::page::privacy as say;

/// Counts from now on. Where the browser does not count, nothing is claimed; nor is it on the landing step that stands in the
/// HTML, where a style hides it, and its place is kept.
pub fn requests_badge() -> Option<impl IntoView> {
    let session = session();
    if !cfg!(feature = "landing") {
        requests::watch(move |address| session.count_request(address)).ok()?;
    }
    let count = move || session.requests().with(Vec::len);
    let shape = |none| if none { Shape::Shield } else { Shape::Warning };
    Some(view! {
        <button
            type="button"
            id="requests"
            class=move || either(count() == 0, "button requests", "button requests requests--some")
            on:click=on(move |_| session.open(Panel::Privacy))
        >
            {live_of(move || count() == 0, move |none| view! { <Icon shape=shape(none) /> })}
            <span class="requests__count" aria-hidden="true">{live(move || count().to_string())}</span>
            <span class="requests__words" role="status">{live(move || say::since_load(count()))}</span>
        </button>
    })
}
