//! An image, and what must be known about it so that the stack boots (G10, G23).

use super::{Entry, Text};

#[derive(Debug)]
pub struct Image {
    pub id: &'static str,
    pub reference: Text,
    /// How it is made from the stack's source. None: it is always pulled.
    pub build: Option<Build>,
    /// Behind the name of a variable, this makes the name of the one that tells the file with its value. Empty: the
    /// program reads no files.
    pub file_suffix: &'static str,
    /// Programs that a health probe may call: nothing else is known to be inside.
    pub tools: &'static [&'static str],
    pub architectures: &'static [&'static str],
    /// When its maintainers stop mending it, as they say it. Empty: not announced.
    pub end_of_life: &'static str,
    /// What an operator should know.
    pub note: &'static str,
}

/// Paths as they are seen from the Compose files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Build {
    pub context: &'static str,
    pub dockerfile: &'static str,
    /// Empty: the last stage.
    pub target: &'static str,
    /// What it is instead in some profiles.
    pub profile_targets: &'static [ProfileTarget],
    /// Values that hold from the build on: a change takes effect when the image is built anew (G21).
    pub args: &'static [Entry],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProfileTarget {
    pub profile: &'static str,
    pub target: &'static str,
}
