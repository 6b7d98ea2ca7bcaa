//! Light, dark, or as the system has it.

use leptos::prelude::*;

use super::{Button, Shape};
use crate::browser::{document, storage};
use crate::messages::page::theme as say;
use crate::ui::erased::live;
use crate::ui::saved;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    fn of(id: &str) -> Self {
        match id {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    fn id(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
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

    /// A browser that keeps nothing forgets the choice, which is no harm worth a word.
    fn apply(self) {
        document::set_theme(self.id());
        let _ = match self.id() {
            Some(id) => storage::write(saved::THEME, id),
            None => storage::remove(saved::THEME),
        };
    }
}

#[component]
pub fn ThemeToggle() -> impl IntoView {
    // As it was kept. `public/boot.js` reads the same, so that the page comes up in the right colours.
    let id = RwSignal::new(storage::read(saved::THEME).unwrap_or_default());
    let theme = move || Theme::of(&id.get());
    document::set_theme(untrack(theme).id());
    let switch = move || {
        let next = theme().next();
        next.apply();
        id.set(next.id().unwrap_or_default().to_owned());
    };
    live(move || {
        let theme = theme();
        view! { <Button label=theme.words() icon=theme.shape() icon_only=true press=switch /> }.into_any()
    })
}
