//! What a project's services are made of, and what it lacks to be a whole one.

use std::collections::BTreeMap;

use super::{By, Layer, Project, Service, Source, entries};
use crate::yaml;

/// One service, as one layer has it.
#[derive(Clone)]
pub struct Said<'a> {
    pub layer: &'a Layer<'a>,
    pub service: Service<'a>,
}

pub struct Parts<'a> {
    project: &'a Project<'a>,
    /// What each layer says of a service, the first layer first; what it extends comes before it.
    pub services: BTreeMap<&'a str, Vec<Said<'a>>>,
}

/// What a project declares beside its services.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Volume,
    Network,
    Secret,
    Config,
}

impl Kind {
    pub fn section(self) -> &'static str {
        match self {
            Self::Volume => "volumes",
            Self::Network => "networks",
            Self::Secret => "secrets",
            Self::Config => "configs",
        }
    }
}

impl<'a> Parts<'a> {
    pub fn by_service(project: &'a Project<'a>) -> Self {
        let mut services: BTreeMap<&str, Vec<Said>> = BTreeMap::new();
        for layer in project.layers.iter().filter(|layer| layer.by != By::Extends) {
            for service in layer.services() {
                services.entry(service.name).or_default().extend(chain(project, layer, &service));
            }
        }
        Self { project, services }
    }

    pub fn said_of(&self, name: &str) -> &[Said<'a>] {
        self.services.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The services of which nothing says what they run.
    pub fn half(&self) -> Vec<&Said<'a>> {
        let is_open = |said: &&Said| said.service.extends(&said.layer.values).is_none();
        let is_half = |said: &&Vec<Said>| !said.iter().any(|said| said.service.is_whole());
        self.services.values().filter(is_half).filter_map(|said| said.first().filter(is_open)).collect()
    }

    /// Compose refuses it as it is: it is made to be read together with another.
    pub fn lack_another(&self) -> bool {
        !self.half().is_empty()
            || self.services.values().flatten().any(|Said { layer, service }| {
                let depends = service.dependencies(&layer.values);
                let lacks_service =
                    depends.iter().any(|other| other.is_required && self.said_of(&other.name).is_empty());
                lacks_service || self.undeclared(layer, service).next().is_some()
            })
    }

    /// What the service is given that no file declares: its kind, its name and where it is given.
    pub fn undeclared<'b>(
        &'b self,
        layer: &'b Layer,
        service: &'b Service,
    ) -> impl Iterator<Item = (Kind, String, yaml::Place)> + 'b {
        let volumes = service.mounts(&layer.values).into_iter().filter_map(|mount| match mount.source {
            Source::Volume(name) => Some((Kind::Volume, name, mount.place)),
            Source::Path { .. } => None,
        });
        let networks = service.networks().into_iter();
        let networks = networks.map(|(name, place)| (Kind::Network, name.to_owned(), place));
        let given = [Kind::Secret, Kind::Config].into_iter().flat_map(|kind| {
            let taken = service.takes(kind.section()).into_iter();
            taken.map(move |(name, place)| (kind, name.to_owned(), place))
        });
        let is_declared = |kind: Kind, name: &str| {
            (kind == Kind::Network && name == "default") || self.declares(kind, name)
        };
        volumes.chain(networks).chain(given).filter(move |(kind, name, _)| !is_declared(*kind, name))
    }

    fn declares(&self, kind: Kind, name: &str) -> bool {
        let mut layers = self.project.layers.iter().filter(|layer| layer.by != By::Extends);
        layers.any(|layer| entries(layer.tree.get(kind.section())).any(|(known, _)| known == name))
    }
}

/// What is extended by a service, the first first, and the service.
fn chain<'a>(project: &'a Project<'a>, layer: &'a Layer<'a>, service: &Service<'a>) -> Vec<Said<'a>> {
    const LONGEST: usize = 32;
    let mut chain = vec![Said { layer, service: service.clone() }];
    while chain.len() < LONGEST {
        let last = &chain[chain.len() - 1];
        let Some(extended) = last.service.extends(&last.layer.values) else { break };
        let file = extended.file.and_then(|file| last.layer.resolve(&file));
        let layer = match file {
            Some(path) => project.layers.iter().find(|layer| layer.path == path),
            None => Some(last.layer),
        };
        let base = layer.and_then(|layer| Some(Said { layer, service: layer.service(&extended.service)? }));
        let Some(base) = base else { break };
        chain.push(base);
    }
    chain.reverse();
    chain
}
