//! Why nothing of a folder or a zip is read.

use std::fmt;

use crate::messages::deployment as say;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    TooManyEntries,
    TooManyBytes,
    /// It can't be unpacked where letters have no case.
    SameBesidesCase(String, String),
    /// Two entries of one name.
    Twice,
    /// Of a zip: from a root or a drive, through `..`, or with a letter that no path has.
    Outside(String),
    Link(String),
    Encrypted(String),
    /// Of packing: its name, or its number.
    Method(String, String),
    NoZip(String),
    Unreadable(String, String),
}

impl Refusal {
    pub fn unreadable(path: &str, why: &dyn fmt::Display) -> Self {
        Self::Unreadable(path.to_owned(), why.to_string())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::TooManyEntries => say::too_many_entries(super::MOST_ENTRIES),
            Self::TooManyBytes => say::too_many_bytes(super::MOST_BYTES / 1024 / 1024),
            Self::SameBesidesCase(one, other) => say::same_besides_case(one, other),
            Self::Twice => say::entry_twice(),
            Self::Outside(path) => say::entry_outside(path),
            Self::Link(path) => say::entry_is_a_link(path),
            Self::Encrypted(path) => say::entry_encrypted(path),
            Self::Method(path, method) => say::entry_method(path, method),
            Self::NoZip(why) => say::no_zip(why),
            Self::Unreadable(path, why) => say::entry_unreadable(path, why),
        })
    }
}

impl std::error::Error for Refusal {}
