//! A project: the Compose files of a deployment, with what they include and extend.

mod layer;
mod parts;
mod port;
mod service;
mod tree;
mod values;

use std::collections::BTreeSet;
use std::rc::Rc;

pub use layer::{By, Layer};
pub use parts::Parts;
pub use port::Port;
pub use service::{Mount, Service, Source};
pub use tree::{entries, listed};
pub use values::Values;

use super::{Deployment, There, dotenv, path};
use crate::yaml::{self, Value};

/// Files that name one another without end are read up to here.
const MOST_LAYERS: usize = 200;

#[derive(Default)]
pub struct Project<'a> {
    pub layers: Vec<Layer<'a>>,
    pub unreadable: Vec<Unreadable>,
    /// Compose files that it names, and where it does.
    pub missing: Vec<Missing>,
    /// Something that it is made of lies where nobody looked.
    pub is_partial: bool,
    /// Every path that was looked for, from home.
    pub named: BTreeSet<String>,
}

/// A Compose file that is no YAML.
pub struct Unreadable {
    pub path: String,
    pub fault: Fault,
}

pub enum Fault {
    NotText,
    NotYaml(yaml::Error),
}

pub struct Missing {
    pub path: String,
    /// The layer that names it, and where; None for `COMPOSE_FILE`.
    pub by: Option<(usize, yaml::Place)>,
}

/// The variables of a folder's `.env`.
pub fn env(deployment: &Deployment, path: &str) -> (Vec<dotenv::Line>, bool) {
    match deployment.file(path) {
        Some(file) => (dotenv::read(&file.text).0, false),
        None => (Vec::new(), deployment.there(Some(path)) != There::No),
    }
}

impl<'a> Project<'a> {
    pub fn read(deployment: &'a Deployment) -> Self {
        let mut project = Self::default();
        project.named.insert(".env".to_owned());
        let (lines, more) = env(deployment, ".env");
        let known = lines.into_iter().map(|line| (line.name, line.value)).collect();
        let values = Rc::new(Values { known, more });
        let paths = deployment.compose_paths(&values.known);
        // All relative paths begin where the first file lies.
        let folder = paths.first().map_or("", |path| path::parent(path)).to_owned();
        for (at, path) in paths.iter().enumerate() {
            let by = if at == 0 { By::Base } else { By::Overlay };
            project.add(deployment, path, &folder, &values, by, None);
        }
        let mut at = 0;
        while at < project.layers.len() {
            project.follow(deployment, at);
            at += 1;
        }
        project
    }

    fn add(
        &mut self,
        deployment: &'a Deployment,
        path: &str,
        folder: &str,
        values: &Rc<Values>,
        by: By,
        named: Option<(usize, yaml::Place)>,
    ) {
        self.named.insert(path.to_owned());
        if self.layers.len() >= MOST_LAYERS || self.layers.iter().any(|layer| layer.path == path) {
            return;
        }
        let Some(file) = deployment.file(path) else {
            match deployment.there(Some(path)) {
                There::No => self.missing.push(Missing { path: path.to_owned(), by: named }),
                There::Yes if deployment.reads(path) => {
                    self.unreadable.push(Unreadable { path: path.to_owned(), fault: Fault::NotText });
                }
                There::Yes | There::Unknown => self.is_partial = true,
            }
            return;
        };
        match Layer::new(path, folder, &file.text, values, by) {
            Ok(layer) => self.layers.push(layer),
            Err(error) => {
                let fault = Fault::NotYaml(error);
                self.unreadable.push(Unreadable { path: path.to_owned(), fault });
            }
        }
    }

    /// Reads what a layer includes and extends.
    fn follow(&mut self, deployment: &'a Deployment, at: usize) {
        let layer = &self.layers[at];
        let extended: Vec<(Option<String>, yaml::Place)> = layer
            .services()
            .filter_map(|service| {
                let file = service.extends(&layer.values)?.file?;
                Some((layer.resolve(&file), service.place.key("extends")))
            })
            .collect();
        let values = Rc::clone(&layer.values);
        let included = if layer.by == By::Extends { Vec::new() } else { included(layer) };
        for (path, place) in extended {
            match path {
                Some(path) => {
                    let folder = path::parent(&path).to_owned();
                    self.add(deployment, &path, &folder, &values, By::Extends, Some((at, place)));
                }
                None => self.is_partial = true,
            }
        }
        for include in included {
            let Some(folder) = include.folder else {
                self.is_partial = true;
                continue;
            };
            let values = Rc::new(include.env_files.iter().fold(
                Values { known: values.known.clone(), more: values.more },
                |mut values, path| {
                    self.named.insert(path.clone());
                    let (lines, more) = env(deployment, path);
                    for line in lines {
                        values.known.entry(line.name).or_insert(line.value);
                    }
                    values.more |= more;
                    values
                },
            ));
            for path in include.paths {
                match path {
                    Some(path) => self.add(
                        deployment,
                        &path,
                        &folder,
                        &values,
                        By::Include,
                        Some((at, include.place.clone())),
                    ),
                    None => self.is_partial = true,
                }
            }
        }
    }

    /// All of it was read.
    pub fn is_whole(&self) -> bool {
        !self.is_partial && self.unreadable.is_empty() && self.missing.is_empty()
    }
}

struct Include {
    /// Each None where it leads out of home.
    paths: Vec<Option<String>>,
    folder: Option<String>,
    env_files: Vec<String>,
    place: yaml::Place,
}

fn included(layer: &Layer) -> Vec<Include> {
    let place = yaml::Place::default().key("include");
    let include = |(entry, place): (&Value, yaml::Place)| {
        let own = entry.get("path");
        let paths: Vec<String> = listed(own.or(Some(entry)), &place)
            .iter()
            .filter_map(|(path, _)| path.as_str().map(|path| layer.fill(path)))
            .collect();
        let resolved: Vec<Option<String>> = paths.iter().map(|path| layer.resolve(path)).collect();
        let folder = match entry.get("project_directory").and_then(Value::as_str) {
            Some(folder) => layer.resolve(&layer.fill(folder)),
            None => resolved.first().cloned().flatten().map(|path| path::parent(&path).to_owned()),
        };
        let named = listed(entry.get("env_file"), &place);
        let env_files = match (named.is_empty(), &folder) {
            (true, Some(folder)) => path::resolve(folder, ".env").into_iter().collect(),
            _ => named.iter().filter_map(|(path, _)| layer.resolve(&layer.fill(path.as_str()?))).collect(),
        };
        Include { paths: resolved, folder, env_files, place }
    };
    listed(layer.tree.get("include"), &place).into_iter().map(include).collect()
}
