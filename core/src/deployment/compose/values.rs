//! What the references of a Compose file are filled with.

use std::collections::BTreeMap;

use crate::deployment::interpolation::{self, Reference};

#[derive(Debug, Default)]
pub struct Values {
    pub known: BTreeMap<String, String>,
    /// There is more of them, in a file that was not read.
    pub more: bool,
}

impl Values {
    pub fn fill(&self, text: &str) -> String {
        interpolation::fill(text, &self.known)
    }

    /// A reference in it is to a variable that nobody is known to set.
    pub fn lacks_one_of(&self, text: &str) -> bool {
        let is_open =
            |reference: &Reference| reference.operator.is_empty() && !self.known.contains_key(reference.name);
        interpolation::references(text).iter().any(is_open)
    }
}
