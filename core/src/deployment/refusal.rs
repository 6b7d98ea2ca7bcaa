//! Why nothing of a folder or a zip is read.

use std::fmt;

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
