//! What Compose itself accepts and what then fails to start, or does something else than it seems to.

use std::collections::{BTreeMap, BTreeSet};

use super::variables;
use crate::check::{Finding, OfDeployment as Problem, Place};
use crate::deployment::compose::{By, Layer, Mount, Parts, Port, Project, Service, Source, entries};
use crate::deployment::{Deployment, There};
use crate::values::ImageRef;
use crate::yaml::{self, Value};

struct Check<'a> {
    deployment: &'a Deployment,
    project: &'a Project<'a>,
    parts: &'a Parts<'a>,
    /// All that the project is made of was read, so that what is not there is not there.
    is_whole: bool,
    /// Relative paths begin where the first of a project's files lies, and that is another than the one that is read.
    is_fragment: bool,
    findings: Vec<Finding>,
}

pub fn check(deployment: &Deployment, project: &Project, parts: &Parts, is_fragment: bool) -> Vec<Finding> {
    let is_whole = project.is_whole();
    let mut check = Check { deployment, project, parts, is_whole, is_fragment, findings: Vec::new() };
    check.top_level();
    check.half_services();
    check.host_ports();
    check.files_of("secrets");
    check.files_of("configs");
    for layer in &project.layers {
        if layer.by != By::Extends {
            layer.services().for_each(|service| check.service(layer, &service));
        }
    }
    check.findings
}

impl<'a> Check<'a> {
    fn top_level(&mut self) {
        let root = yaml::Place::default();
        for layer in &self.project.layers {
            if layer.tree.get("version").is_some() {
                let place = layer.at(&root.key("version"));
                self.findings.push(Finding::warning(place, Problem::ObsoleteVersion));
            }
            let named = layer.tree.get("name").is_some();
            if layer.by == By::Base && !named && !self.is_named() && !self.is_fragment {
                let place = Place::File { path: layer.path.clone(), line: None };
                self.findings.push(Finding::warning(place, Problem::NoProjectName));
            }
            if layer.by == By::Overlay && named {
                let place = layer.at(&root.key("name"));
                self.findings.push(Finding::warning(place, Problem::SecondProjectName));
            }
        }
    }

    /// By `.env`.
    fn is_named(&self) -> bool {
        let base = self.project.layers.iter().find(|layer| layer.by == By::Base);
        base.and_then(|layer| layer.values.known.get("COMPOSE_PROJECT_NAME"))
            .is_some_and(|name| !name.is_empty())
    }

    /// A service that no file says the image of: Compose refuses it. One file that is asked about may be made to be
    /// laid over another.
    fn half_services(&mut self) {
        if !self.is_whole {
            return;
        }
        let half = self.parts.half().into_iter();
        let half: Vec<(&str, Place)> =
            half.map(|said| (said.service.name, said.layer.at(&said.service.place))).collect();
        if self.deployment.asked.is_none() {
            let finding = |(name, place): (&str, Place)| {
                Finding::error(place, Problem::NeitherImageNorBuild { service: name.to_owned() })
            };
            self.findings.extend(half.into_iter().map(finding));
        } else if let Some((name, place)) = half.into_iter().next() {
            self.is_whole = false;
            let problem = Problem::IsAnOverlay { service: name.to_owned() };
            self.findings.push(Finding::warning(place, problem));
        }
    }

    /// Compose adds lists of ports together, so the same port written twice is published twice.
    fn host_ports(&mut self) {
        let mut taken: BTreeMap<String, Vec<(&'a str, Port)>> = BTreeMap::new();
        for (name, said) in &self.parts.services {
            let begin = said.iter().rposition(|said| said.service.replaces("ports")).unwrap_or_default();
            let replicas =
                said.iter().rev().find_map(|said| said.service.replicas(&said.layer.values)).unwrap_or(1);
            for said in &said[begin..] {
                for (port, place) in said.service.ports(&said.layer.values) {
                    let place = || said.layer.at(&place);
                    if replicas > 1 && !port.is_range() {
                        let (service, port) = ((*name).to_owned(), port.to_string());
                        let problem = Problem::ReplicasShareAPort { service, port };
                        self.findings.push(Finding::error(place(), problem));
                    }
                    let claims = taken.entry(port.to_string()).or_default();
                    let clash = claims.iter().find(|(by, taken)| {
                        taken.excludes(&port) && (by == name || self.run_together(by, name))
                    });
                    if let Some((by, _)) = clash {
                        let (port, by) = (port.to_string(), (*by).to_owned());
                        let problem = Problem::PortPublishedTwice { port, by };
                        self.findings.push(Finding::error(place(), problem));
                    } else {
                        claims.push((name, port));
                    }
                }
            }
        }
    }

    /// Services of different profiles are for one another's place.
    fn run_together(&self, one: &str, other: &str) -> bool {
        let run = self.runs(one) && self.runs(other);
        let (one, other) = (self.profiles(one), self.profiles(other));
        run || !one.is_disjoint(&other) || one.is_empty() || other.is_empty()
    }

    /// Whether a service is started when nothing else is said: in no profile, or in one that `.env` chooses.
    fn runs(&self, name: &str) -> bool {
        let (profiles, active) = (self.profiles(name), self.active_profiles());
        profiles.is_empty() || !profiles.is_disjoint(&active)
    }

    fn profiles(&self, name: &str) -> BTreeSet<String> {
        let said = self.parts.said_of(name).iter();
        said.flat_map(|said| said.service.profiles().map(|profile| said.layer.fill(profile))).collect()
    }

    fn active_profiles(&self) -> BTreeSet<String> {
        let values = self.project.layers.first().and_then(|layer| layer.values.known.get("COMPOSE_PROFILES"));
        values.into_iter().flat_map(|names| names.split(',')).map(|name| name.trim().to_owned()).collect()
    }

    fn service(&mut self, layer: &Layer, service: &Service) {
        let ports = service.get("ports");
        if ports.and_then(Value::as_sequence).is_some_and(Vec::is_empty) && !service.replaces("ports") {
            let place = layer.at(&service.place.key("ports"));
            self.findings.push(Finding::warning(place, Problem::EmptyPorts));
        }
        self.image(layer, service);
        self.env_files(layer, service);
        self.dependencies(layer, service);
        self.declarations(layer, service);
        self.mounts(layer, service);
        self.probe(layer, service);
    }

    /// What is built here needs no tag: nothing is pulled.
    fn image(&mut self, layer: &Layer, service: &Service) {
        let Some(image) = service.image().map(|image| layer.fill(image)) else { return };
        let place = service.place.key("image");
        let is_built = self.parts.said_of(service.name).iter().any(|said| said.service.is_built());
        match ImageRef::try_from(&*image) {
            // The shell may set what `.env` does not, and that it is not set is said already.
            Err(_) if self.is_fragment || layer.values.lacks_one_of(service.image().unwrap_or_default()) => {}
            Err(wrong) => self.findings.push(Finding::error(layer.at(&place), wrong)),
            Ok(ImageRef { tag: None, digest: None, .. }) if !is_built => {
                self.findings.push(Finding::warning(layer.at(&place), Problem::Untagged { image }));
            }
            Ok(_) => {}
        }
    }

    fn dependencies(&mut self, layer: &Layer, service: &Service) {
        for other in service.dependencies(&layer.values) {
            let others = self.parts.said_of(&other.name);
            let at = layer.at(&other.place);
            let (service, name) = (service.name.to_owned(), other.name.clone());
            if others.is_empty() {
                if self.is_whole && other.is_required {
                    self.findings.push(Finding::error(at, Problem::NoSuchService { service, other: name }));
                }
            } else if other.waits_for_health
                && !others.iter().any(|other| other.service.get("healthcheck").is_some())
            {
                self.findings.push(Finding::warning(at, Problem::NoHealthToWaitFor { service, other: name }));
            }
        }
    }

    fn declarations(&mut self, layer: &Layer, service: &Service) {
        if self.is_whole {
            let findings: Vec<Finding> = self
                .parts
                .undeclared(layer, service)
                .map(|(kind, name, place)| {
                    let section = kind.section();
                    Finding::error(layer.at(&place), Problem::NotDeclared { section, name })
                })
                .collect();
            self.findings.extend(findings);
        }
    }

    fn mounts(&mut self, layer: &Layer, service: &Service) {
        for mount in service.mounts(&layer.values) {
            if let Source::Path { path, made } = &mount.source {
                self.bind(layer, &mount, path, *made);
            }
        }
    }

    /// Docker makes a folder of what is missing. That is how folders for data come to be, and never what a file is
    /// mounted for.
    fn bind(&mut self, layer: &Layer, mount: &Mount, path: &str, made: bool) {
        let resolved = layer.resolve(path);
        if !self.lacks(resolved.as_deref()) {
            return;
        }
        let path = resolved.unwrap_or_default();
        let place = layer.at(&mount.place);
        if !made || is_file_name(&path) || is_file_name(&mount.target) {
            self.findings.push(Finding::error(place, Problem::BindSourceMissing { path, made }));
        } else if mount.is_read_only {
            self.findings.push(Finding::warning(place, Problem::BindFolderMissing { path }));
        }
    }

    fn lacks(&self, path: Option<&str>) -> bool {
        !self.is_fragment && self.deployment.there(path) == There::No
    }

    fn env_files(&mut self, layer: &Layer, service: &Service) {
        for file in service.env_files(&layer.values) {
            let path = layer.resolve(&file.path);
            match path.as_deref().and_then(|path| self.deployment.file(path)) {
                Some(found) => self.findings.extend(variables::private(found, &layer.values)),
                None if !file.is_required || !self.lacks(path.as_deref()) => {}
                None => {
                    let (place, path) = (layer.at(&file.place), path.unwrap_or_default());
                    self.findings.push(if self.runs(service.name) {
                        Finding::error(place, Problem::EnvFileMissing { path })
                    } else {
                        let service = service.name.to_owned();
                        Finding::warning(place, Problem::EnvFileMissingInProfile { path, service })
                    });
                }
            }
        }
    }

    /// A secret or a config that comes from a file, and that a service is given: the file must be there.
    fn files_of(&mut self, kind: &str) {
        let takes = |name: &str| {
            self.parts
                .services
                .values()
                .flatten()
                .any(|said| said.service.takes(kind).iter().any(|(taken, _)| *taken == name))
        };
        let mut findings = Vec::new();
        for layer in &self.project.layers {
            for (name, entry) in entries(layer.tree.get(kind)).filter(|(name, _)| takes(name)) {
                let Some(path) = entry.get("file").and_then(Value::as_str) else { continue };
                let Some(path) = layer.resolve(&layer.fill(path)) else { continue };
                if self.lacks(Some(&path)) {
                    let place = layer.at(&yaml::Place::default().key(kind).key(name).key("file"));
                    findings.push(if kind == "secrets" {
                        Finding::error(place, Problem::SecretFileMissing { path })
                    } else {
                        Finding::error(place, Problem::ConfigFileMissing { path })
                    });
                }
            }
        }
        self.findings.extend(findings);
    }

    fn probe(&mut self, layer: &Layer, service: &Service) {
        let (words, place) = (service.probe(), service.place.key("healthcheck").key("test"));
        // The clients of MySQL take `localhost` for the socket.
        let asks_mysql = words.iter().any(|word| word.contains("mysql") || word.contains("mariadb"));
        if words.iter().any(|word| word.contains("localhost")) && !asks_mysql {
            self.findings.push(Finding::warning(layer.at(&place), Problem::ProbesLocalhost));
        }
        let over_tcp = words.iter().any(|word| word.starts_with("-h") || word.starts_with("--host"));
        if words.contains(&"pg_isready") && !over_tcp {
            self.findings.push(Finding::warning(layer.at(&place), Problem::ProbesTheSocket));
        }
    }
}

/// By an ending of letters: `nginx.conf`, and no `conf.d`, `.data` or `v1.2`.
fn is_file_name(path: &str) -> bool {
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, ending)| ending);
    ending.is_some_and(|letters| {
        letters.len() >= 2
            && letters.len() <= 10
            && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && letters.bytes().any(|byte| byte.is_ascii_alphabetic())
    })
}
