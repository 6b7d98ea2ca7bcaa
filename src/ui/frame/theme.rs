//! Light, dark, or as the system has it.

use leptos::prelude::*;

use crate::browser::{document, storage};
use crate::messages::page::theme as say;
use crate::ui::erased::{live, on, words};
use crate::ui::primitives::{Icon, Shape};
use crate::ui::saved;
use crate::ui::session::{Session, session};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    fn of(session: Session) -> Self {
        match &*session.theme.get() {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// Empty: as the system has it.
    fn id(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::System => say::SYSTEM,
            Self::Light => say::LIGHT,
            Self::Dark => say::DARK,
        }
    }

    fn shape(self) -> Shape {
        match self {
            Self::System => Shape::System,
            Self::Light => Shape::Sun,
            Self::Dark => Shape::Moon,
        }
    }
}

/// To the next theme. A browser that keeps nothing forgets the choice, which is no harm worth a word.
pub fn switch_theme(session: Session) {
    let next = Theme::of(session).next();
    document::set_theme(next.id());
    let _ = match next {
        Theme::System => storage::remove(saved::THEME),
        chosen => storage::write(saved::THEME, chosen.id()),
    };
    session.theme.set(next.id().to_owned());
    session.say(format!("{}.", next.words()));
}

/// The button stays the same one, so that the focus stays on it.
#[component]
pub fn ThemeToggle() -> impl IntoView {
    let session = session();
    // As it was kept. `public/boot.js` reads the same, so that the page comes up in the right colours.
    document::set_theme(untrack(|| Theme::of(session)).id());
    let icon = move || view! { <Icon shape=Theme::of(session).shape() /> }.into_any();
    view! {
        <button
            type="button"
            id="theme"
            class="button button--icon header__wide"
            title=move || Some(Theme::of(session).words().to_owned())
            on:click=on(move |_| switch_theme(session))
        >
            {live(icon)}
            <span class="only-heard">{words(move || Theme::of(session).words().to_owned())}</span>
        </button>
    }
}
