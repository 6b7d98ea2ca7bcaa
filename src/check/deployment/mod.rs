//! What is wrong with a deployment that is already there: a folder, a zip, or one Compose file.

mod compose;
mod files;
mod variables;

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Place, dotenv};
use crate::messages::deployment as say;
use crate::yaml;

/// The files as they were found. Whoever finds them does the reading; nothing here touches a disk.
#[derive(Debug, Default)]
pub struct Deployment {
    pub files: Vec<Found>,
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

/// The names that Compose looks for, in its order.
const BASES: [&str; 4] = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

pub fn check(deployment: &Deployment) -> Vec<Finding> {
    let mut findings = files::check(deployment);
    let env = deployment.file(".env").map(|file| dotenv::read(&file.text).0).unwrap_or_default();
    let values: BTreeMap<String, String> =
        env.iter().map(|line| (line.name.clone(), line.value.clone())).collect();
    findings.extend(variables::twins(&env));

    let mut layers = Vec::new();
    for path in compose_paths(deployment, &values) {
        let Some(file) = deployment.file(&path) else {
            let place = Place::File { path: ".env".to_owned(), line: None };
            findings.push(Finding::error(place, say::compose_file_missing(&path)));
            continue;
        };
        match yaml::tree(&file.text) {
            Ok(tree) => layers.push(compose::Layer { path, text: &file.text, tree }),
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

impl Deployment {
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
