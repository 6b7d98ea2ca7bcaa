//! One Compose file of a deployment, and where in it something stands.

use std::cell::Cell;

use crate::check::Place;
use crate::yaml::{self, Value};

/// To tell a line is to read the file again: so many bytes of it are read. Beyond that a finding tells its file.
const MOST_READ_AGAIN: usize = 8 * 1024 * 1024;

/// One Compose file of a deployment.
pub struct Layer<'a> {
    pub path: String,
    pub text: &'a str,
    pub tree: Value,
    still_read: Cell<usize>,
}

impl<'a> Layer<'a> {
    pub fn new(path: String, text: &'a str, tree: Value) -> Self {
        Self { path, text, tree, still_read: Cell::new(MOST_READ_AGAIN) }
    }

    pub fn services(&self) -> impl Iterator<Item = (&str, &Value)> {
        entries(self.tree.get("services"))
    }

    pub fn at(&self, place: &yaml::Place) -> Place {
        let line = self.still_read.get().checked_sub(self.text.len()).map(|left| {
            self.still_read.set(left);
            yaml::line(self.text, place)
        });
        Place::File { path: self.path.clone(), line }
    }
}

/// The entries whose keys are texts.
pub fn entries(mapping: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let mapping = mapping.and_then(Value::as_mapping);
    mapping.into_iter().flatten().filter_map(|(key, value)| Some((key.as_str()?, value)))
}
