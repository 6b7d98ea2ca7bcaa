//! What Compose itself accepts and what then fails to start, or does something else than it seems to.

use std::collections::BTreeMap;

use super::Deployment;
use super::layer::{Layer, entries};
use crate::check::interpolation::fill;
use crate::check::{Finding, Place};
use crate::messages::deployment as say;
use crate::values::ImageRef;
use crate::yaml::{self, Value};

struct Check<'a> {
    deployment: &'a Deployment,
    layers: &'a [Layer<'a>],
    values: &'a BTreeMap<String, String>,
    /// What each layer says of a service, the first layer first.
    services: BTreeMap<&'a str, Vec<&'a Value>>,
    findings: Vec<Finding>,
}

pub fn check(deployment: &Deployment, layers: &[Layer], values: &BTreeMap<String, String>) -> Vec<Finding> {
    let mut services: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for (name, service) in layers.iter().flat_map(Layer::services) {
        services.entry(name).or_default().push(service);
    }
    let mut check = Check { deployment, layers, values, services, findings: Vec::new() };
    check.top_level();
    check.host_ports();
    check.secret_files();
    for layer in layers {
        for (name, service) in layer.services() {
            let place = yaml::Place::default().key("services").key(name);
            check.service(layer, name, service, &place);
        }
    }
    check.findings
}

fn items(sequence: Option<&Value>) -> impl Iterator<Item = &Value> {
    sequence.and_then(Value::as_sequence).into_iter().flatten()
}

impl<'a> Check<'a> {
    fn top_level(&mut self) {
        let root = yaml::Place::default();
        for (at, layer) in self.layers.iter().enumerate() {
            if layer.tree.get("version").is_some() {
                let place = layer.at(&root.key("version"));
                self.findings
                    .push(Finding::warning(place, say::obsolete_version()).advise(say::take_it_out()));
            }
            let named = layer.tree.get("name").is_some();
            if at == 0 && !named {
                let place = Place::File { path: layer.path.clone(), line: None };
                self.findings
                    .push(Finding::warning(place, say::no_project_name()).advise(say::name_the_project()));
            }
            if at > 0 && named {
                let place = layer.at(&root.key("name"));
                self.findings
                    .push(Finding::warning(place, say::second_project_name()).advise(say::take_it_out()));
            }
        }
    }

    /// Compose adds lists of ports together, so the same port written twice is published twice.
    fn host_ports(&mut self) {
        let mut taken: BTreeMap<String, String> = BTreeMap::new();
        for layer in self.layers {
            for (name, service) in layer.services() {
                let ports = yaml::Place::default().key("services").key(name).key("ports");
                for (at, port) in items(service.get("ports")).enumerate() {
                    let Some(host) = host_port(port, self.values) else { continue };
                    let place = || layer.at(&ports.index(at));
                    if self.replicas(name) > 1 {
                        self.findings.push(Finding::error(place(), say::replicas_share_a_port(name, &host)));
                    }
                    match taken.get(&host) {
                        Some(by) => {
                            self.findings.push(Finding::error(place(), say::port_published_twice(&host, by)));
                        }
                        None => drop(taken.insert(host, name.to_owned())),
                    }
                }
            }
        }
    }

    /// The last layer to say it decides.
    fn replicas(&self, name: &str) -> u64 {
        let mut said = self.said_of(name).iter().rev().filter_map(|service| {
            let deploy = service.get("deploy").and_then(|deploy| deploy.get("replicas"));
            deploy.or_else(|| service.get("scale")).and_then(Value::as_u64)
        });
        said.next().unwrap_or(1)
    }

    fn said_of(&self, name: &str) -> &[&'a Value] {
        self.services.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    fn service(&mut self, layer: &Layer, name: &str, service: &Value, place: &yaml::Place) {
        if service.get("ports").and_then(Value::as_sequence).is_some_and(Vec::is_empty) {
            let place = layer.at(&place.key("ports"));
            self.findings.push(Finding::warning(place, say::empty_ports()).advise(say::ports_in_overlays()));
        }
        if let Some(image) = service.get("image").and_then(Value::as_str) {
            self.image(layer, &fill(image, self.values), &place.key("image"));
        }
        self.env_files(layer, service, &place.key("env_file"));
        self.dependencies(layer, name, service, &place.key("depends_on"));
        self.mounts(layer, service, &place.key("volumes"));
        self.probe(layer, service, &place.key("healthcheck").key("test"));
    }

    fn image(&mut self, layer: &Layer, image: &str, place: &yaml::Place) {
        match ImageRef::try_from(image) {
            Err(message) => self.findings.push(Finding::error(layer.at(place), message)),
            Ok(ImageRef { tag: None, digest: None, .. }) => {
                self.findings.push(Finding::warning(layer.at(place), say::untagged(image)));
            }
            Ok(_) => {}
        }
    }

    fn dependencies(&mut self, layer: &Layer, name: &str, service: &Value, place: &yaml::Place) {
        let depends = service.get("depends_on");
        let listed =
            items(depends).enumerate().filter_map(|(at, other)| Some((other.as_str()?, place.index(at), "")));
        let mapped = entries(depends).map(|(other, how)| {
            (other, place.key(other), how.get("condition").and_then(Value::as_str).unwrap_or_default())
        });
        for (other, place, condition) in listed.chain(mapped) {
            let others = self.said_of(other);
            if others.is_empty() {
                self.findings.push(Finding::error(layer.at(&place), say::no_such_service(name, other)));
            } else if condition == "service_healthy"
                && !others.iter().any(|it| it.get("healthcheck").is_some())
            {
                self.findings
                    .push(Finding::warning(layer.at(&place), say::no_health_to_wait_for(name, other)));
            }
        }
    }

    fn mounts(&mut self, layer: &Layer, service: &Value, place: &yaml::Place) {
        for (at, mount) in items(service.get("volumes")).enumerate() {
            let Some(text) = mount.as_str().or_else(|| mount.get("source").and_then(Value::as_str)) else {
                continue;
            };
            let filled = fill(text, self.values);
            let source =
                if mount.is_string() { filled.split(':').next().unwrap_or_default() } else { &filled };
            let place = || layer.at(&place.index(at));
            if let Some(path) = source.strip_prefix("./") {
                let path = path.trim_end_matches('/');
                let bind = mount.get("bind").and_then(|bind| bind.get("create_host_path"));
                let made = bind.and_then(Value::as_bool).unwrap_or(true);
                if !self.deployment.holds(path) {
                    self.findings.push(Finding::error(place(), say::bind_source_missing(path, made)));
                }
            } else if !source.contains(['/', '.', '~', '\\']) && !source.is_empty() {
                let declared =
                    |layer: &Layer| entries(layer.tree.get("volumes")).any(|(name, _)| name == source);
                if !self.layers.iter().any(declared) {
                    self.findings.push(Finding::error(place(), say::volume_not_declared(source)));
                }
            }
        }
    }

    fn env_files(&mut self, layer: &Layer, service: &Value, place: &yaml::Place) {
        let listed = items(service.get("env_file")).enumerate().map(|(at, entry)| (entry, place.index(at)));
        let alone = service.get("env_file").filter(|entry| entry.is_string());
        for (entry, place) in listed.chain(alone.map(|entry| (entry, place.clone()))) {
            let path = entry.as_str().or_else(|| entry.get("path").and_then(Value::as_str));
            let Some(path) = path.map(|path| path.trim_start_matches("./")) else { continue };
            match self.deployment.file(path) {
                Some(file) => self.findings.extend(super::variables::private(file, self.values)),
                None if self.deployment.holds(path) => {}
                None if entry.get("required").and_then(Value::as_bool) == Some(false) => {}
                None => self.findings.push(Finding::error(layer.at(&place), say::env_file_missing(path))),
            }
        }
    }

    /// A secret that comes from a file: the file must be there, and hold something.
    fn secret_files(&mut self) {
        for layer in self.layers {
            for (name, secret) in entries(layer.tree.get("secrets")) {
                let Some(path) = secret.get("file").and_then(Value::as_str) else { continue };
                let path = path.trim_start_matches("./");
                if !self.deployment.holds(path) {
                    let place = yaml::Place::default().key("secrets").key(name).key("file");
                    let finding = Finding::error(layer.at(&place), say::secret_file_missing(path));
                    self.findings.push(finding.advise(say::write_secret_file(path)));
                }
            }
        }
    }

    fn probe(&mut self, layer: &Layer, service: &Value, place: &yaml::Place) {
        let Some(test) = service.get("healthcheck").and_then(|health| health.get("test")) else { return };
        let words: Vec<&str> =
            test.as_str().into_iter().chain(items(Some(test)).filter_map(Value::as_str)).collect();
        let words: Vec<&str> = words.iter().flat_map(|word| word.split_whitespace()).collect();
        if words.iter().any(|word| word.contains("localhost")) {
            let finding = Finding::warning(layer.at(place), say::probes_localhost());
            self.findings.push(finding.advise(say::probe_by_number()));
        }
        let over_tcp = words.iter().any(|word| word.starts_with("-h") || word.starts_with("--host"));
        if words.contains(&"pg_isready") && !over_tcp {
            let finding = Finding::warning(layer.at(place), say::probes_the_socket());
            self.findings.push(finding.advise(say::probe_over_tcp()));
        }
    }
}

/// `address:port/protocol` on the host, if the entry fixes one.
fn host_port(entry: &Value, values: &BTreeMap<String, String>) -> Option<String> {
    if let Some(published) = entry.get("published") {
        let number = published.as_u64().map(|number| number.to_string());
        return number.or_else(|| published.as_str().map(|text| fill(text, values)));
    }
    let text = fill(entry.as_str()?, values);
    let (rest, protocol) = text.split_once('/').unwrap_or((&text, "tcp"));
    let (host, _container) = rest.rsplit_once(':')?;
    let host = host.rsplit_once(':').map_or(host, |(_address, port)| port);
    Some(if protocol == "tcp" { host.to_owned() } else { format!("{host}/{protocol}") })
}
