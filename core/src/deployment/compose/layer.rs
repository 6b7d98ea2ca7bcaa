//! One Compose file of a deployment, and where in it something stands.

use std::cell::Cell;
use std::rc::Rc;

use super::service::Service;
use super::tree::entries;
use super::values::Values;
use crate::check::Place;
use crate::deployment::path;
use crate::yaml::{self, Value};

/// To tell a line is to read the file again: so many bytes of it are read. Beyond that a finding tells its file.
const MOST_READ_AGAIN: usize = 8 * 1024 * 1024;

pub struct Layer<'a> {
    pub path: String,
    /// What relative paths in it begin at.
    pub folder: String,
    pub text: &'a str,
    pub tree: Value,
    /// What its references are filled with. None where its `.env` is there and can't be read.
    pub values: Rc<Values>,
    /// By which way it is in the project.
    pub by: By,
    still_read: Cell<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The first file, or the only one.
    Base,
    /// Laid over those before it.
    Overlay,
    Include,
    /// A service of it is extended elsewhere; it adds nothing else.
    Extends,
}

impl<'a> Layer<'a> {
    pub fn new(
        path: &str,
        folder: &str,
        text: &'a str,
        values: &Rc<Values>,
        by: By,
    ) -> Result<Self, yaml::Error> {
        Ok(Self {
            path: path.to_owned(),
            folder: folder.to_owned(),
            text,
            tree: yaml::tree(text)?,
            values: Rc::clone(values),
            by,
            still_read: Cell::new(MOST_READ_AGAIN),
        })
    }

    pub fn services(&self) -> impl Iterator<Item = Service<'_>> {
        let root = yaml::Place::default().key("services");
        let services = entries(self.tree.get("services"));
        services.map(move |(name, tree)| Service { name, tree, place: root.key(name) })
    }

    pub fn service(&self, name: &str) -> Option<Service<'_>> {
        let (name, tree) = entries(self.tree.get("services")).find(|(known, _)| *known == name)?;
        Some(Service { name, tree, place: yaml::Place::default().key("services").key(name) })
    }

    pub fn fill(&self, text: &str) -> String {
        self.values.fill(text)
    }

    /// From home; None where it leads out of it.
    pub fn resolve(&self, path: &str) -> Option<String> {
        path::resolve(&self.folder, path)
    }

    pub fn at(&self, place: &yaml::Place) -> Place {
        let line = self.still_read.get().checked_sub(self.text.len()).map(|left| {
            self.still_read.set(left);
            yaml::line(self.text, place)
        });
        Place::File { path: self.path.clone(), line }
    }
}
