//! Light, dark, or as the system has it.

use leptos::prelude::*;

use crate::browser::document;
use crate::ui::erased::{live, on};
use crate::ui::primitives::{Icon, Shape};
use crate::ui::session::{Session, Theme, session};
use crate::words::page::theme as say;

fn title(theme: Theme) -> &'static str {
    match theme {
        Theme::System => say::SYSTEM,
        Theme::Light => say::LIGHT,
        Theme::Dark => say::DARK,
    }
}

fn icon(theme: Theme) -> Shape {
    match theme {
        Theme::System => Shape::System,
        Theme::Light => Shape::Sun,
        Theme::Dark => Shape::Moon,
    }
}

/// To the next theme.
pub fn switch_theme(session: Session) {
    let chosen = session.choose_next_theme();
    session.say(format!("{}.", title(chosen)));
}

/// The button stays the same one, so that the focus stays on it.
#[component]
pub fn ThemeToggle() -> impl IntoView {
    let session = session();
    Effect::new(move |_| document::set_theme(session.theme().get().id()));
    let icon = move || view! { <Icon shape=icon(session.theme().get()) /> };
    view! {
        <button
            type="button"
            id="theme"
            class="button button--icon header__wide"
            title=move || Some(title(session.theme().get()).to_owned())
            on:click=on(move |_| switch_theme(session))
        >
            {live(icon)}
            <span class="only-heard">{live(move || title(session.theme().get()).to_owned())}</span>
        </button>
    }
}
