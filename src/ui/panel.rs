//! What opens over the page, one at a time.

use crate::words::page::{keys, palette, privacy, take_away};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Keys,
    Palette,
    Privacy,
    TakeAway,
}

impl Panel {
    pub fn title(self) -> &'static str {
        match self {
            Self::Keys => keys::TITLE,
            Self::Palette => palette::TITLE,
            Self::Privacy => privacy::TITLE,
            Self::TakeAway => take_away::TITLE,
        }
    }
}
