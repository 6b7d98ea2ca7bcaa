//! What is wrong with a deployment that is already there: a folder, a zip, or one Compose file.

pub mod archive;
mod compose;
mod files;
mod layer;
mod variables;

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Place, dotenv};
use crate::bundle::{self, Bundle, PRIVATE_FOLDER};
use crate::messages::deployment as say;
use crate::yaml;

/// The files as they were found. Whoever finds them does the reading; nothing here touches a disk.
#[derive(Debug, Default)]
pub struct Deployment {
    pub files: Vec<Found>,
    /// The folders' modes, where their home knows modes.
    pub folder_modes: BTreeMap<String, u32>,
    /// Everything that is there, read or not.
    pub paths: BTreeSet<String>,
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

/// Larger files are no deployment's configuration; they are known by name only.
pub const LARGEST: u64 = 1024 * 1024;

/// The names that Compose looks for, in its order.
const BASES: [&str; 4] = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

pub fn check(deployment: &Deployment) -> Vec<Finding> {
    let mut findings = files::check(deployment);
    let env = deployment.file(".env").map(|file| dotenv::read(&file.text).0).unwrap_or_default();
    let values: BTreeMap<String, String> =
        env.iter().map(|line| (line.name.clone(), line.value.clone())).collect();
    findings.extend(variables::twins(&env, &values));

    let mut layers = Vec::new();
    for path in compose_paths(deployment, &values) {
        let Some(file) = deployment.file(&path) else {
            let place = Place::File { path: ".env".to_owned(), line: None };
            findings.push(Finding::error(place, say::compose_file_missing(&path)));
            continue;
        };
        match yaml::tree(&file.text) {
            Ok(tree) => layers.push(layer::Layer::new(path, &file.text, tree)),
            Err(error) => {
                findings.push(Finding::error(
                    Place::File { path, line: Some(error.line) },
                    say::no_yaml(&error.message),
                ));
            }
        }
    }
    if layers.is_empty() && findings.is_empty() {
        findings.push(Finding::error(Place::Choice("deployment"), say::no_compose_file(&BASES)));
    }
    findings.extend(layers.iter().flat_map(|layer| variables::check(layer, &values)));
    findings.extend(compose::check(deployment, &layers, &values));
    findings
}

/// Whether what is in the file is of interest, by its name.
pub fn is_configuration(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit('.').next().unwrap_or_default();
    path.starts_with("secrets/")
        || path.contains("/secrets/")
        || name.starts_with(".env")
        || name == ".gitignore"
        || matches!(ending, "yml" | "yaml" | "sh" | "sql" | "conf")
}

/// As it is once it is unpacked.
impl From<&Bundle> for Deployment {
    fn from(bundle: &Bundle) -> Self {
        let found = |file: &bundle::File| Found {
            path: file.path.to_owned(),
            mode: Some(file.mode),
            text: file.text.clone(),
        };
        let private = bundle.private_folders().into_iter();
        Self {
            files: bundle.files.iter().map(found).collect(),
            folder_modes: private.map(|folder| (folder.to_owned(), PRIVATE_FOLDER)).collect(),
            paths: bundle.files.iter().map(|file| file.path.to_owned()).collect(),
            asked: None,
        }
    }
}

impl Deployment {
    /// The same, seen from the one folder that holds the Compose files, where that is not the topmost.
    #[must_use]
    pub fn at_home(mut self) -> Self {
        let homes: BTreeSet<&str> = self
            .paths
            .iter()
            .filter_map(|path| path.split_once('/').filter(|(_, name)| BASES.contains(name)))
            .map(|(folder, _)| folder)
            .collect();
        let on_top = BASES.iter().any(|name| self.paths.contains(*name));
        let (false, [home]) = (on_top, &*homes.into_iter().collect::<Vec<_>>()) else { return self };
        let prefix = format!("{home}/");
        let inside = |path: &str| path.strip_prefix(&prefix).map(str::to_owned);
        self.files = self
            .files
            .into_iter()
            .filter_map(|file| Some(Found { path: inside(&file.path)?, ..file }))
            .collect();
        self.folder_modes =
            self.folder_modes.into_iter().filter_map(|(path, mode)| Some((inside(&path)?, mode))).collect();
        self.paths = self.paths.iter().filter_map(|path| inside(path)).collect();
        self
    }

    /// A file or folder of this path is there.
    fn holds(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        self.paths.iter().any(|known| known == path || known.starts_with(&inside))
    }

    fn file(&self, path: &str) -> Option<&Found> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// The one that was asked about, else as Compose finds them: by `COMPOSE_FILE`, else the first base there is and its
/// override.
fn compose_paths(deployment: &Deployment, values: &BTreeMap<String, String>) -> Vec<String> {
    if let Some(asked) = &deployment.asked {
        return vec![asked.clone()];
    }
    if let Some(named) = values.get("COMPOSE_FILE").filter(|named| !named.is_empty()) {
        let separator = values.get("COMPOSE_PATH_SEPARATOR").map_or(":", String::as_str);
        return named.split(separator).map(str::to_owned).collect();
    }
    let there = |name: &&str| deployment.file(name).is_some();
    let Some(base) = BASES.iter().find(|name| there(name)) else { return Vec::new() };
    let (stem, ending) = base.rsplit_once('.').unwrap_or((base, ""));
    let overlay = format!("{stem}.override.{ending}");
    std::iter::once((*base).to_owned()).chain(there(&overlay.as_str()).then_some(overlay)).collect()
}
