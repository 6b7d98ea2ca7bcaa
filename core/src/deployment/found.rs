//! The files of a deployment, as they were found.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::path;
use crate::bundle::{self, Bundle, PRIVATE_FOLDER};

#[derive(Debug, Default)]
pub struct Deployment {
    pub files: Vec<Found>,
    /// The folders' modes, where their home knows modes.
    pub folder_modes: BTreeMap<String, u32>,
    /// Everything that is there, read or not.
    pub paths: BTreeSet<String>,
    /// What was looked for and is not there. What is in neither list is not there either, unless it lies in what was
    /// left out.
    pub absent: BTreeSet<String>,
    /// What is there and was not looked into.
    pub left_out: Vec<LeftOut>,
    /// The one Compose file that is asked about. None: those that Compose finds.
    pub asked: Option<String>,
}

#[derive(Debug)]
pub struct Found {
    pub path: String,
    /// None where the file's home knows no modes.
    pub mode: Option<u32>,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub path: String,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The project's own tools': packages, builds, history.
    Tools,
    Link,
    Large,
    /// Deeper than a deployment's files lie.
    Deep,
    /// Its home does not let it be read.
    Closed,
}

/// Whether something is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    Yes,
    No,
    /// It lies where nobody looked.
    Unknown,
}

/// The names that Compose looks for, in its order.
pub const BASES: [&str; 4] = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/// Whether what is in the file is of interest, by its name.
pub fn is_configuration(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit('.').next().unwrap_or_default();
    path.starts_with("secrets/")
        || path.contains("/secrets/")
        || name.starts_with(".env")
        || name == ".gitignore"
        || name == "Makefile"
        || name.starts_with("Dockerfile")
        || matches!(ending, "yml" | "yaml" | "sh" | "sql" | "conf" | "env" | "md")
}

/// As it is once it is unpacked.
impl From<&Bundle> for Deployment {
    fn from(bundle: &Bundle) -> Self {
        let found = |file: &bundle::File| Found {
            path: file.path.clone(),
            mode: Some(file.mode),
            text: file.text.clone(),
        };
        let private = bundle.private_folders().into_iter();
        Self {
            files: bundle.files.iter().map(found).collect(),
            folder_modes: private.map(|folder| (folder.to_owned(), PRIVATE_FOLDER)).collect(),
            paths: bundle.files.iter().map(|file| file.path.clone()).collect(),
            ..Self::default()
        }
    }
}

impl Deployment {
    /// The one folder that holds the Compose files, where that is not the topmost.
    pub fn home(&self) -> Option<&str> {
        let is_home = |path: &&String| path.split_once('/').is_some_and(|(_, name)| BASES.contains(&name));
        let homes: BTreeSet<&str> =
            self.paths.iter().filter(is_home).map(|path| path::parent(path)).collect();
        let is_settled = self.asked.is_some() || BASES.iter().any(|name| self.paths.contains(*name));
        match *homes.into_iter().collect::<Vec<_>>() {
            [home] if !is_settled => Some(home),
            _ => None,
        }
    }

    /// The same, seen from there.
    #[must_use]
    pub fn at_home(mut self) -> Self {
        let Some(home) = self.home() else { return self };
        let prefix = format!("{home}/");
        let inside = |path: &str| path.strip_prefix(&prefix).map(str::to_owned);
        self.files = self
            .files
            .into_iter()
            .filter_map(|file| Some(Found { path: inside(&file.path)?, ..file }))
            .collect();
        self.folder_modes =
            self.folder_modes.into_iter().filter_map(|(path, mode)| Some((inside(&path)?, mode))).collect();
        self.left_out = self
            .left_out
            .into_iter()
            .filter_map(|left| Some(LeftOut { path: inside(&left.path)?, ..left }))
            .collect();
        self.absent = self.absent.iter().filter_map(|path| inside(path)).collect();
        self.paths = self.paths.iter().filter_map(|path| inside(path)).collect();
        self
    }

    /// Whether a file or folder of this path is there; as [`path::resolve`] gives it.
    pub fn there(&self, path: Option<&str>) -> There {
        let Some(path) = path else { return There::Unknown };
        let inside = format!("{path}/");
        let is_known = path.is_empty()
            || self.paths.contains(path)
            || self.paths.range(inside.clone()..).next().is_some_and(|known| known.starts_with(&inside));
        if is_known {
            return There::Yes;
        }
        let holds = |left: &LeftOut| path.strip_prefix(&*left.path).is_some_and(|rest| rest.starts_with('/'));
        if !self.absent.contains(path) && self.left_out.iter().any(holds) {
            There::Unknown
        } else {
            There::No
        }
    }

    /// Whoever handed it in looked into it, if it is a file.
    pub fn reads(&self, path: &str) -> bool {
        let is_left_out = self.left_out.iter().any(|left| left.path == path);
        (self.asked.is_some() || is_configuration(path)) && self.paths.contains(path) && !is_left_out
    }

    pub fn file(&self, path: &str) -> Option<&Found> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The Compose files to begin with: the one that was asked about, else as Compose finds them, by `COMPOSE_FILE` or
    /// else the first base there is and its override.
    pub fn compose_paths(&self, values: &BTreeMap<String, String>) -> Vec<String> {
        if let Some(asked) = &self.asked {
            return vec![asked.clone()];
        }
        if let Some(named) = values.get("COMPOSE_FILE").filter(|named| !named.is_empty()) {
            let separator = values.get("COMPOSE_PATH_SEPARATOR").map_or(":", String::as_str);
            let known = |path: &str| path::resolve("", path).unwrap_or_else(|| path.to_owned());
            return named.split(separator).map(known).collect();
        }
        let there = |name: &&str| self.file(name).is_some();
        let Some(base) = BASES.iter().find(|name| there(name)) else { return Vec::new() };
        let (stem, ending) = base.rsplit_once('.').unwrap_or((base, ""));
        let overlay = format!("{stem}.override.{ending}");
        std::iter::once((*base).to_owned()).chain(there(&overlay.as_str()).then_some(overlay)).collect()
    }
}
