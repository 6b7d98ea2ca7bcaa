//! What a person reads: what runs, where it is, and what to do next.

use minijinja::Value;
use serde::{Serialize, Serializer};

use super::parts::{self, ByKey, Source, StackFacts};
use crate::answers::link;
use crate::plan::{self, Plan};
use crate::target::compose::{self, paths};
use crate::words::en::amounts;

#[derive(Debug, PartialEq, Serialize)]
pub struct Guide<'a> {
    stack: StackFacts<'a>,
    source: Option<Source<'a>>,
    profile: Profile<'a>,
    shape: &'a str,
    secret_mode: &'a str,
    addons: &'a [&'a str],
    answers: ByKey<'a, &'a str>,
    services: Vec<Service<'a>>,
    service_names: Vec<&'a str>,
    secret_files: Vec<SecretFile<'a>>,
    ports: Vec<Port<'a>>,
    /// What a person opens in a browser.
    pages: Vec<Page<'a>>,
    steps: Vec<Step>,
    files: Vec<File<'a>>,
    host: Host,
    totals: Totals,
    /// Where Berth's own page is, with a slash behind it.
    berth: &'a str,
    link: Link<'a>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Profile<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Debug, PartialEq, Serialize)]
struct Service<'a> {
    id: &'a str,
    title: String,
    container_name: Option<&'a str>,
    /// Its own file of variables.
    env_file: Option<String>,
    waits_for: Vec<Wait<'a>>,
    replicas: u16,
    cpus: String,
    memory: String,
}

#[derive(Debug, PartialEq, Serialize)]
struct Wait<'a> {
    service: &'a str,
}

/// Below `secrets/`.
#[derive(Debug, PartialEq, Serialize)]
struct SecretFile<'a> {
    path: String,
    label: &'a str,
    /// Empty: Berth makes it.
    owner: &'a str,
    /// It is still to be put there.
    missing: bool,
}

#[derive(Debug, PartialEq, Serialize)]
struct Port<'a> {
    service: &'a str,
    purpose: &'a str,
    field: &'a str,
    host: u16,
    container: u16,
    page: Option<&'a str>,
    protocol: &'a str,
}

#[derive(Debug, PartialEq, Serialize)]
struct Page<'a> {
    purpose: &'a str,
    field: &'a str,
    host: u16,
    path: &'a str,
}

#[derive(Debug, PartialEq, Serialize)]
struct Step {
    say: String,
    run: Option<String>,
}

#[derive(Debug, PartialEq, Serialize)]
struct File<'a> {
    path: &'a str,
    about: &'a str,
}

/// What the stack's documents ask of a machine.
#[derive(Debug, PartialEq, Serialize)]
struct Host {
    cpus: u32,
    memory: u32,
    disk: u32,
}

#[derive(Debug, PartialEq, Serialize)]
struct Totals {
    containers: u32,
    limited: bool,
    cpus: String,
    memory: String,
    /// All of it at once is more than the machine that the stack's documents ask for.
    exceeds: bool,
}

/// To Berth's page with these answers. What would change its meaning in Markdown is encoded in it: it is written as it is.
#[derive(Debug, PartialEq)]
struct Link<'a>(&'a str);

impl Serialize for Link<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(format!("{}#{}", link::HOME, self.0)).serialize(serializer)
    }
}

impl<'a> Guide<'a> {
    pub fn of_template(plan: &'a Plan<'a>, files: &'a [compose::File<'a>], template: &str) -> Self {
        let services = plan.services.iter();
        let ports: Vec<Port> = services
            .flat_map(|service| service.ports.iter().map(|port| Port::of_service(service, port)))
            .collect();
        let secret_file = |secret: &'a plan::Variable| SecretFile {
            path: plan.stack.secret_paths(secret.key).alone,
            label: &secret.field.label,
            owner: secret.field.owner().unwrap_or_default(),
            missing: secret.is_missing(),
        };
        let host = &plan.stack.host;
        Self {
            stack: StackFacts::of_plan(plan),
            source: plan.stack.source.as_ref().map(Source::of_revision),
            profile: Profile { id: &plan.profile.id, name: &plan.profile.name },
            shape: plan.shape.id(),
            secret_mode: plan.secrets.id(),
            addons: &plan.addons,
            answers: parts::answers(plan, template),
            services: plan.services.iter().map(|service| Service::of_plan(plan, service)).collect(),
            service_names: parts::service_names(plan),
            secret_files: parts::secrets(plan).map(secret_file).collect(),
            pages: ports.iter().filter_map(Page::of_port).collect(),
            ports,
            steps: compose::steps(plan)
                .into_iter()
                .map(|step| Step { say: step.say, run: step.run })
                .collect(),
            files: files.iter().map(|file| File { path: &file.path, about: file.about }).collect(),
            host: Host { cpus: host.cpus, memory: host.memory, disk: host.disk },
            totals: Totals::of_plan(plan),
            berth: link::HOME,
            link: Link(&plan.link),
        }
    }
}

impl<'a> Service<'a> {
    fn of_plan(plan: &Plan, service: &'a plan::Service) -> Self {
        Self {
            id: service.id,
            title: service.manifest.title(),
            container_name: service.manifest.container_name.as_deref(),
            env_file: paths::own_variables(plan.stack, service),
            waits_for: service.waits_for.iter().map(|wait| Wait { service: wait.service }).collect(),
            replicas: service.replicas,
            cpus: amounts::cpus(service.manifest.resources.cpus),
            memory: amounts::memory(service.manifest.resources.memory),
        }
    }
}

impl<'a> Port<'a> {
    fn of_service(service: &'a plan::Service, port: &'a plan::Port) -> Self {
        let plan::Port { rule, host } = port;
        Self {
            service: service.id,
            purpose: &rule.purpose,
            field: &rule.field,
            host: host.number(),
            container: rule.container,
            page: rule.page.as_deref(),
            protocol: if rule.udp { "udp" } else { "tcp" },
        }
    }
}

impl<'a> Page<'a> {
    fn of_port(port: &Port<'a>) -> Option<Self> {
        Some(Self { purpose: port.purpose, field: port.field, host: port.host, path: port.page? })
    }
}

impl Totals {
    fn of_plan(plan: &Plan) -> Self {
        let most = plan.totals.most;
        Self {
            containers: plan.totals.containers,
            limited: plan.profile.limits,
            cpus: amounts::cpus(most.cpus),
            memory: amounts::gigabytes(most.memory),
            exceeds: plan.totals.exceeds(plan.stack.host),
        }
    }
}
