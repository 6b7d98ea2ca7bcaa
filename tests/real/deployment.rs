//! One bundle in a copy of its stack's sources, started as its guide says: `docker compose` there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use berth::stack::{Shape, Stack};
use berth_testing::engine::Engine;
use berth_testing::real::ask::Kept;
use berth_testing::real::dockerfile::begins_with;
use berth_testing::real::questions::Questions;
use serde_json::Value;

use crate::bases::Bases;
use crate::bounded;
use crate::report::Image;

/// How long everything may take to become healthy, and one image to be built.
const HEALTHY: u64 = 300;
const BUILT: u64 = 1500;
/// The files with what this proof has in place of what only a person has, and of what can't be had here.
const BESIDE: [&str; 2] = ["berth-real.yml", "berth-lacking.yml"];

pub struct Deployment<'a> {
    engine: &'a Engine,
    /// Where the Compose files are.
    pub home: PathBuf,
    project: String,
    /// With a proxy for builds, where they need one.
    building: PathBuf,
    /// As Compose reads them.
    services: BTreeMap<String, Value>,
    /// The answers and the secrets.
    pub settings: Kept,
}

/// Where the Compose files are.
pub fn home(stack: &Stack, shape: Shape, folder: &Path) -> PathBuf {
    if shape == Shape::Repository { folder.join(stack.folder.clone()) } else { folder.to_owned() }
}

/// Writes the bundle into the sources by our own command line, with every secret that it makes.
pub fn unpack(
    stack: &Stack,
    profile: &str,
    shape: Shape,
    questions: &Questions,
    folder: &Path,
) -> Result<(), String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_berth"));
    command.args([
        "init",
        &stack.id,
        "--yes",
        "--force",
        "--shape",
        shape.id(),
        "--profile",
        profile,
        "--dir",
    ]);
    command.arg(folder).envs(&questions.secrets).stdin(Stdio::null());
    for (key, value) in &questions.answers {
        command.args(["--set", &format!("{key}={value}")]);
    }
    let written = command.output().map_err(|error| error.to_string())?;
    if written.status.success() {
        return Ok(());
    }
    Err(format!("berth init: {}", String::from_utf8_lossy(&written.stderr).trim()))
}

impl<'a> Deployment<'a> {
    pub fn open(
        engine: &'a Engine,
        stack: &Stack,
        profile: &str,
        questions: &Questions,
        home: PathBuf,
        proxy: Option<&str>,
        lacks: bool,
    ) -> Result<Self, String> {
        let mut settings = Kept::new();
        for line in fs::read_to_string(home.join(".env")).map_err(|error| format!(".env: {error}"))?.lines() {
            if let Some((name, value)) = line.split_once('=').filter(|_| !line.starts_with('#')) {
                let value = value.trim_matches(['\'', '"']);
                settings.insert(name.to_owned(), value.to_owned());
            }
        }
        for file in fs::read_dir(home.join("secrets")).into_iter().flatten().flatten() {
            if let (Some(name), Ok(text)) = (file.file_name().to_str(), fs::read_to_string(file.path())) {
                settings.insert(name.to_uppercase(), text);
            }
        }
        let building = settings_of_builds(engine, proxy)?;
        let mut deployment = Self {
            engine,
            home,
            project: format!("berth-real-{}-{profile}", stack.id),
            building,
            services: BTreeMap::new(),
            settings,
        };
        let lacking =
            questions.lacking.as_ref().filter(|_| lacks).and_then(|lacking| lacking.compose.as_ref());
        for (name, text) in BESIDE.iter().zip([questions.compose.as_ref(), lacking]) {
            if let Some(text) = text {
                fs::write(deployment.home.join(name), text).map_err(|error| error.to_string())?;
            }
        }
        let read = deployment.compose(60, &["config", "--format", "json"])?;
        let tree: Value = serde_json::from_str(&read).map_err(|error| error.to_string())?;
        let services = tree["services"].as_object().cloned().unwrap_or_default();
        deployment.services = services.into_iter().collect();
        Ok(deployment)
    }

    pub fn services(&self) -> impl Iterator<Item = &str> {
        self.services.keys().map(String::as_str)
    }

    /// `docker compose` in the bundle's folder, for so many seconds.
    pub fn compose(&self, seconds: u64, words: &[&str]) -> Result<String, String> {
        bounded::run(
            &format!("docker compose {}", words.join(" ")),
            seconds,
            &mut self.command(seconds, words),
        )
        .map_err(|words| self.scrubbed(&words))
    }

    fn command(&self, seconds: u64, words: &[&str]) -> Command {
        let mut command = bounded::docker(self.engine, seconds);
        command.arg("compose").args(words).current_dir(&self.home).env("COMPOSE_PROJECT_NAME", &self.project);
        let usual = self.settings.get("COMPOSE_FILE").map_or("docker-compose.yml", String::as_str);
        let mut files = usual.to_owned();
        for name in BESIDE.iter().filter(|name| self.home.join(name).is_file()) {
            files += &format!(":{name}");
        }
        command.env("COMPOSE_FILE", files);
        command
    }

    /// Without any secret: what is shown and kept may be read by anybody.
    pub fn scrubbed(&self, text: &str) -> String {
        let secret =
            |name: &str| ["PASSWORD", "SECRET", "TOKEN", "KEY"].iter().any(|part| name.contains(part));
        let values = self.settings.iter().filter(|(name, value)| secret(name) && value.len() > 7);
        values.fold(text.to_owned(), |text, (_, value)| text.replace(value, "***"))
    }

    /// The image that a service begins with, or all of which its own is built.
    pub fn bases(&self, service: &str) -> Vec<String> {
        let service = &self.services[service];
        let build = &service["build"];
        let Some(context) = build["context"].as_str() else {
            return service["image"].as_str().map(str::to_owned).into_iter().collect();
        };
        let file = Path::new(context).join(build["dockerfile"].as_str().unwrap_or("Dockerfile"));
        let text = fs::read_to_string(file).unwrap_or_default();
        begins_with(&text, build["target"].as_str().unwrap_or_default(), &build["args"])
    }

    /// Pulls or builds the image of one service.
    pub fn provide(&self, service: &str, bases: &mut Bases, logs: &Path) -> Result<Image, String> {
        let image = bases.provide(self.engine, &self.bases(service));
        if self.services[service]["build"].is_null() || !image.is_had() {
            return Ok(image);
        }
        let mut command = self.command(BUILT, &["build", "--progress", "plain", service]);
        command.env("DOCKER_CONFIG", &self.building).env("BUILDKIT_PROGRESS", "plain");
        // It talks for minutes: whoever waits can read along.
        let log = logs.join(format!("{service}.build.log"));
        let file = fs::create_dir_all(logs)
            .and_then(|()| fs::File::create(&log))
            .map_err(|error| error.to_string())?;
        command.stderr(file.try_clone().map_err(|error| error.to_string())?).stdout(file);
        let status = command.status().map_err(|error| error.to_string())?;
        if status.success() {
            return Ok(image);
        }
        let words = self.scrubbed(&fs::read_to_string(&log).unwrap_or_default());
        fs::write(&log, &words).map_err(|error| error.to_string())?;
        Err(format!("docker compose build {service}: {status}\n{words}"))
    }

    /// Starts these services and waits until they are healthy, the unready ones without waiting.
    pub fn up(&self, had: &BTreeSet<&str>, unready: &BTreeSet<&str>) -> Result<(), String> {
        let waited: Vec<&str> = had.difference(unready).copied().collect();
        let patience = HEALTHY.to_string();
        let wait = ["up", "-d", "--wait", "--wait-timeout", &patience];
        if had.len() == self.services.len() && unready.is_empty() {
            self.compose(HEALTHY + 60, &wait)?;
            return Ok(());
        }
        let closed =
            waited.iter().all(|service| self.needs(service).all(|needed| waited.contains(&needed.as_str())));
        if closed {
            self.compose(HEALTHY + 60, &[&wait[..], &waited[..]].concat())?;
        } else {
            for service in self.in_order(&waited) {
                self.start_alone(service, &wait)?;
            }
        }
        let late: Vec<&str> = had.intersection(unready).copied().collect();
        if !late.is_empty() {
            self.compose(120, &[&["up", "-d", "--no-deps"][..], &late[..]].concat())?;
        }
        Ok(())
    }

    /// Without what it waits for, as that may be missing.
    fn start_alone(&self, service: &str, wait: &[&str]) -> Result<(), String> {
        if !self.is_job(service) {
            return self.compose(HEALTHY + 60, &[wait, &["--no-deps", service]].concat()).map(drop);
        }
        self.compose(120, &["up", "-d", "--no-deps", service])?;
        let container = self.container(service)?;
        let ended =
            bounded::run(service, HEALTHY, bounded::docker(self.engine, HEALTHY).args(["wait", &container]))?;
        if ended == "0" { Ok(()) } else { Err(format!("{service} ended with {ended}")) }
    }

    fn needs(&self, service: &str) -> impl Iterator<Item = &String> {
        self.services[service]["depends_on"].as_object().into_iter().flat_map(|map| map.keys())
    }

    fn is_job(&self, service: &str) -> bool {
        let waits =
            |waiting: &Value| waiting["depends_on"][service]["condition"] == "service_completed_successfully";
        self.services.values().any(waits)
    }

    /// Each after those that it needs.
    fn in_order<'b>(&self, services: &[&'b str]) -> Vec<&'b str> {
        let mut ordered: Vec<&str> = Vec::new();
        while ordered.len() < services.len() {
            let before = ordered.len();
            for service in services {
                let ready = self
                    .needs(service)
                    .all(|needed| !services.contains(&needed.as_str()) || ordered.contains(&needed.as_str()));
                if ready && !ordered.contains(service) {
                    ordered.push(service);
                }
            }
            assert!(ordered.len() > before, "services wait for each other: {services:?}");
        }
        ordered
    }

    fn container(&self, service: &str) -> Result<String, String> {
        let listed = self.compose(60, &["ps", "-a", "-q", service])?;
        listed.lines().next().map(str::to_owned).ok_or_else(|| format!("{service} has no container"))
    }

    /// Where a port of a container is reached from this machine, published or not.
    pub fn address(
        &self,
        service: &str,
        port: Option<u16>,
        published: Option<&str>,
    ) -> Result<String, String> {
        if let Some(field) = published {
            // By this name, which a front door without a password insists on.
            let port = self.settings.get(field).ok_or_else(|| format!(".env has no {field}"))?;
            return Ok(format!("http://localhost:{port}"));
        }
        let port = port.ok_or("expected port or published, found none")?;
        let container = self.container(service)?;
        let template = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}";
        let mut inspect = bounded::docker(self.engine, 60);
        let said =
            bounded::run("docker inspect", 60, inspect.args(["inspect", "--format", template, &container]))?;
        let address = said.split_whitespace().next().ok_or_else(|| format!("{service} has no address"))?;
        Ok(format!("http://{address}:{port}"))
    }

    /// What a service says. Compose wipes the line before each.
    pub fn log(&self, service: &str) -> Result<String, String> {
        let said = self.compose(60, &["logs", "--no-color", "--no-log-prefix", service])?;
        Ok(self.scrubbed(&said.replace("\u{1b}[2K", "")))
    }

    /// What each service says, into a folder of files, without secrets.
    pub fn keep_logs(&self, folder: &Path) {
        let _ = fs::create_dir_all(folder);
        for service in self.services.keys() {
            if let Ok(said) = self.log(service) {
                let _ = fs::write(folder.join(format!("{service}.log")), said);
            }
        }
    }
}

/// Docker's settings with a proxy in them, which builds are given and containers are not.
fn settings_of_builds(engine: &Engine, proxy: Option<&str>) -> Result<PathBuf, String> {
    let usual = engine.config();
    let Some(proxy) = proxy else { return Ok(usual) };
    let folder = usual.with_file_name("config-of-builds");
    if !folder.exists() {
        let done = Command::new("cp").arg("-a").arg(&usual).arg(&folder).status();
        if !done.is_ok_and(|status| status.success()) {
            return Err("Docker's settings can't be copied".to_owned());
        }
        let none = "localhost,127.0.0.1";
        let proxies =
            serde_json::json!({ "default": { "httpProxy": proxy, "httpsProxy": proxy, "noProxy": none } });
        let file = folder.join("config.json");
        fs::write(file, serde_json::json!({ "proxies": proxies }).to_string())
            .map_err(|error| error.to_string())?;
    }
    Ok(folder)
}
