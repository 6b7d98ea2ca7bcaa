//! A bundle in a folder, deployed on the engine as its user does it: `docker compose` there, and nothing else.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use berth::plan::Plan;
use berth::stack::{Kind, Shape, Stack};
use berth::target::compose::{self, Content};
use berth_testing::engine::{Engine, REGISTRY, judge, said};
use berth_testing::folder::Folder;
use berth_testing::scenario::{self, Scenario};
use serde_json::Value;

use crate::images::SYSTEM;

/// What the documents allow for everything to become healthy.
pub const PATIENCE: Duration = Duration::from_secs(180);

pub struct Stand<'a> {
    pub engine: &'a Engine,
    pub folder: Folder,
    pub plan: Plan<'static>,
    project: String,
    /// Of containers that are there no more.
    volumes: BTreeSet<String>,
}

/// Everything answered, with a release of the images where our own registry has them.
pub fn answered(stack: &'static Stack) -> Scenario {
    let scenario = scenario::unanswered(stack).generated().supplied();
    match stack.id.as_str() {
        // The engine's image has this repository, in place of GitHub.
        "tamma" => scenario
            .set("TAMMA_REGISTRY", &format!("{REGISTRY}/tamma"))
            .set("TAMMA_VERSION", "1.0.0")
            .set("GITHUB_OWNER", "octo-org")
            .set("GITHUB_REPO", "hello-world"),
        _ => scenario,
    }
}

/// The same with ports of its own, so that many can stand side by side.
pub fn at_ports(mut scenario: Scenario, first: u16) -> Scenario {
    let ports = scenario.stack.fields.iter().filter(|field| field.kind() == Kind::Port);
    for (port, field) in (first..).zip(ports) {
        scenario = scenario.set(&field.key, &port.to_string());
    }
    scenario
}

impl<'a> Stand<'a> {
    pub fn new(engine: &'a Engine, name: &str, scenario: &Scenario) -> Self {
        let folder = Folder::holding(&scenario.bundle());
        Self {
            engine,
            folder,
            plan: scenario.plan(),
            project: format!("berth-{name}"),
            volumes: BTreeSet::new(),
        }
    }

    /// In a repository that has these files too.
    pub fn in_repository(
        engine: &'a Engine,
        name: &str,
        scenario: &Scenario,
        sources: &[(String, String)],
    ) -> Self {
        let stand = Self::new(engine, name, scenario);
        for (path, text) in sources {
            stand.folder.write(path, text);
        }
        stand
    }

    /// Writes the bundle of other answers over this one, as `berth init --force` does.
    pub fn change(&mut self, scenario: &Scenario) {
        self.volumes.extend(self.mounted());
        self.plan = scenario.plan();
        self.folder.put(&scenario.bundle());
    }

    /// The volumes of all containers of this project.
    fn mounted(&self) -> Vec<String> {
        let label = format!("label=com.docker.compose.project={}", self.project);
        let listed = self.engine.docker(&["ps", "-aq", "--filter", &label]);
        let ids = String::from_utf8_lossy(&listed.stdout).into_owned();
        let template = "{{range .Mounts}}{{if eq .Type \"volume\"}}{{.Name}} {{end}}{{end}}";
        let words = ["inspect", "--format", template].into_iter().chain(ids.split_whitespace());
        let volumes = self.engine.docker(&words.collect::<Vec<_>>());
        String::from_utf8_lossy(&volumes.stdout).split_whitespace().map(str::to_owned).collect()
    }

    pub fn home(&self) -> PathBuf {
        let files = compose::files(&self.plan);
        let base = files.iter().find(|file| file.content == Content::Base).expect("a base");
        self.folder.path().join(&base.path).parent().expect("a folder").to_owned()
    }

    /// Starts or takes over what has changed, and says how long it took until all was healthy.
    #[track_caller]
    pub fn up(&self) -> Duration {
        let started = Instant::now();
        let patience = PATIENCE.as_secs().to_string();
        let mut words = vec!["up", "-d", "--wait", "--wait-timeout", &patience, "--remove-orphans"];
        if self.plan.shape == Shape::Repository {
            words.push("--build");
        }
        let up = self.compose(&words);
        if let Err(words) = up {
            panic!("{words}\n{}", self.compose(&["logs", "--no-color", "--tail", "15"]).unwrap_or_default());
        }
        started.elapsed()
    }

    #[track_caller]
    pub fn build(&self) {
        self.compose(&["build", "--quiet"]).unwrap_or_else(|words| panic!("{words}"));
    }

    pub fn compose(&self, words: &[&str]) -> Result<String, String> {
        let mut command = self.command(judge("docker"));
        let output = command.arg("compose").args(words).output().expect("docker runs");
        said(&format!("docker compose {}", words.join(" ")), &output)
    }

    /// A program in the bundle's folder, told of the engine and of the project's own name.
    pub fn command(&self, program: impl AsRef<std::path::Path>) -> Command {
        let mut command = self.engine.command(program);
        command.current_dir(self.home()).env("COMPOSE_PROJECT_NAME", &self.project);
        command
    }

    /// What the engine says of each container of a service.
    #[track_caller]
    pub fn containers(&self, service: &str) -> Vec<Value> {
        let ids = self.compose(&["ps", "-a", "-q", service]).unwrap_or_else(|words| panic!("{words}"));
        let ids: Vec<&str> = ids.lines().collect();
        assert!(!ids.is_empty(), "no container of {service}");
        let words = self.engine.say(&[&["inspect"], &ids[..]].concat());
        serde_json::from_str(&words).expect("JSON")
    }

    pub fn exec(&self, service: &str, words: &[&str]) -> Result<String, String> {
        self.compose(&[&["exec", "-T", service], words].concat())
    }

    /// Sets another value in `.env`, as its user would.
    pub fn edit_env(&self, name: &str, value: &str) {
        let file = self.home().join(".env");
        self.folder.edit(file.to_str().expect("a path"), name, Some(&format!("{name}={value}")));
    }

    /// What a stand-in was given: its environment, the settings that it made of it, its files.
    #[track_caller]
    pub fn report(&self, service: &str) -> Value {
        let words = self.exec(service, &["cat", "/tmp/standin-report.json"]);
        serde_json::from_str(&words.unwrap_or_else(|words| panic!("{words}"))).expect("JSON")
    }

    /// Whether a stand-in answers in there.
    pub fn reports(&self, service: &str) -> bool {
        self.exec(service, &["test", "-f", "/tmp/standin-report.json"]).is_ok()
    }

    /// Ends the program of a container as a crash does, behind its engine's back.
    pub fn kill(&self, container: &Value) {
        let number = container["State"]["Pid"].to_string();
        self.engine.say(&["run", "--rm", "--pid=host", SYSTEM, "bash", "-c", "kill -9 \"$0\"", &number]);
    }

    /// The answer to a field that holds a port.
    pub fn port(&self, key: &str) -> u16 {
        let variable = self.plan.variable(key).unwrap_or_else(|| panic!("no {key}"));
        variable.setting.to_string().parse().expect("a port")
    }

    pub fn project(&self) -> &str {
        &self.project
    }
}

impl Drop for Stand<'_> {
    fn drop(&mut self) {
        // Compose knows those that its files name, and these have changed.
        let volumes: BTreeSet<String> = self.volumes.iter().cloned().chain(self.mounted()).collect();
        let _ = self.compose(&["down", "-v", "--remove-orphans", "-t", "1"]);
        for volume in &volumes {
            let _ = self.engine.docker(&["volume", "rm", volume]);
        }
    }
}
