//! How a person wants the page to be: its theme, and whether letters alone are shortcuts. A browser that keeps nothing
//! forgets both, which is no harm worth a word.

use leptos::prelude::*;

use super::Session;
use crate::browser::storage;
use crate::ui::stored;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    /// None: as the system has it.
    pub fn id(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    fn with_id(id: Option<&str>) -> Self {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.id() == id).unwrap_or(Self::System)
    }

    fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

/// `public/boot.js` reads the same, so that the page comes up in the right colours.
pub(super) fn kept_theme() -> Theme {
    Theme::with_id(storage::read(stored::THEME).as_deref())
}

pub(super) fn kept_letters() -> bool {
    storage::read(stored::LETTERS).is_none()
}

impl Session {
    pub fn choose_next_theme(self) -> Theme {
        let next = self.theme.get_untracked().next();
        let _ = match next.id() {
            Some(id) => storage::write(stored::THEME, id),
            None => storage::remove(stored::THEME),
        };
        self.theme.set(next);
        next
    }

    pub fn make_letters_shortcuts(self, on: bool) {
        self.letters.set(on);
        let _ = if on { storage::remove(stored::LETTERS) } else { storage::write(stored::LETTERS, "off") };
    }
}
