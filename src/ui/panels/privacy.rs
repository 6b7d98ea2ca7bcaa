//! What the page asked for since it came up, how to check that, and what this browser keeps.

use leptos::prelude::*;

use crate::browser::{document, storage};
use crate::ui::erased::{live, live_of, row};
use crate::ui::primitives::{Button, Icon, Shape, prose};
use crate::ui::session::session;
use crate::ui::stored;
use crate::words::page::privacy as say;

pub fn view() -> impl IntoView {
    let session = session();
    let forget = move || match storage::forget(stored::ALL) {
        Ok(()) => session.say(say::FORGOTTEN.to_owned()),
        Err(why) => session.say(say::not_forgotten(&why)),
    };
    let check = |text: &'static str| view! { <li>{prose(text)}</li> };
    view! {
        <div class="privacy">
            {live_of(move || session.requests().get(), requested)}
            <h3>{say::CHECK}</h3>
            <ol class="privacy__checks">{row(say::CHECKS.into_iter().map(check))}</ol>
            <p>{say::POLICY}</p>
            <ul class="privacy__policy">{policy()}</ul>
            <h3>{say::KEPT}</h3>
            <p>{say::KEEPS}</p>
            <div class="privacy__forget"><Button label=say::FORGET press=forget /></div>
            <p role="status">{live(move || session.status().get().unwrap_or_default())}</p>
        </div>
    }
}

fn requested(addresses: Vec<String>) -> impl IntoView {
    let title = say::since_load(addresses.len());
    let (class, shape, about) = if addresses.is_empty() {
        ("privacy__count", Shape::Shield, say::NONE)
    } else {
        ("privacy__count privacy__count--some", Shape::Warning, say::SOME)
    };
    let line = |address: String| view! { <li><code>{address}</code></li> };
    view! {
        <p class=class><Icon shape />{title}</p>
        <p>{prose(about)}</p>
        <ul class="privacy__addresses">{row(addresses.into_iter().map(line))}</ul>
    }
}

fn policy() -> impl IntoView {
    let policy = document::policy();
    row(policy.split("; ").map(|part| view! { <li><code>{part.to_owned()}</code></li> }))
}
