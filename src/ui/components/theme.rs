//! Light, dark, or as the system has it.

use leptos::prelude::*;

use super::{Button, Shape};
use crate::browser::{document, storage};
use crate::messages::page::theme as say;
use crate::ui::saved;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    /// As it was kept. `public/boot.js` reads the same, so that the page comes up in the right colours.
    fn kept() -> Self {
        match storage::read(saved::THEME).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
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
    let theme = RwSignal::new(Theme::kept());
    document::set_theme(theme.get_untracked().id());
    let switch = move || {
        theme.update(|theme| *theme = theme.next());
        theme.get_untracked().apply();
    };
    view! {
        <Button
            label=Signal::derive(move || theme.get().words().to_owned())
            icon=Signal::derive(move || theme.get().shape())
            icon_only=true
            press=switch
        />
    }
}
