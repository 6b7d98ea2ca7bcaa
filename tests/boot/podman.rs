//! Tamma for development on Podman, as Debian has it: behind its own interface of Docker's, and by the same Compose.

use std::fs;
use std::process::{Command, Stdio};

use berth::stack::SecretMode;

use crate::asked;
use crate::engine::{Engine, judge, said};
use crate::images;
use crate::lanes::{Lane, Steps};
use crate::stand::Stand;
use crate::tamma;

/// Only by its name: its images are moved from one engine to the other, which takes a while.
pub const LANES: &[Lane] = &[Lane { name: "podman", run }];

/// With a storage, networks and settings of its own.
fn start() -> Engine {
    let mut engine = Engine::with_plugin();
    let path = |name: &str| engine.folder.path().join(name).display().to_string();
    let storage = format!(
        "[storage]\ndriver = 'overlay'\ngraphroot = '{}'\nrunroot = '{}'\n",
        path("data"),
        path("run")
    );
    fs::write(path("storage.conf"), storage).unwrap();
    let settings = format!(
        "[containers]\nlog_driver = 'k8s-file'\n\
         [engine]\ncgroup_manager = 'cgroupfs'\nevents_logger = 'file'\ntmp_dir = '{}'\n\
         [network]\nnetwork_backend = 'netavark'\nnetwork_config_dir = '{}'\n",
        path("tmp"),
        path("networks")
    );
    fs::write(path("containers.conf"), settings).unwrap();
    let log = || fs::OpenOptions::new().create(true).append(true).open(path("engine.log")).unwrap();
    let mut command = podman(&engine);
    command.args(["system", "service", "--time=0", &format!("unix://{}", path("engine.sock"))]);
    let child = command.stdout(log()).stderr(log()).spawn().expect("podman starts");
    engine.processes.push(child);
    engine.wait();
    engine
}

/// The program itself, with what [`start`] wrote.
fn podman(engine: &Engine) -> Command {
    let mut command = Command::new(judge("podman"));
    let path = |name: &str| engine.folder.path().join(name);
    command
        .env("CONTAINERS_STORAGE_CONF", path("storage.conf"))
        .env("CONTAINERS_CONF", path("containers.conf"));
    command.stdin(Stdio::null());
    command
}

fn run(steps: &Steps, engine: &Engine) {
    let other = start();
    let scenario = tamma::scenario("dev", SecretMode::Env, steps.first_port());
    let stand = Stand::new(&other, "podman", &scenario);
    steps.must("the images are moved to Podman", || {
        let archive = stand.folder.path().join("images.tar");
        let file = archive.to_str().expect("a path");
        let names = images::named(&stand.plan);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        engine.say(&[&["save", "-o", file], &names[..]].concat());
        let done = podman(&other).args(["load", "-q", "-i", file]).output().expect("podman runs");
        said("podman load", &done).unwrap_or_else(|words| panic!("{words}"));
        fs::remove_file(archive).unwrap();
    });
    asked::started(steps, &stand, tamma::WAITS);
    asked::reached(steps, &stand, tamma::ASKS);
    tamma::front_door(steps, &stand, true);
    tamma::kept(steps, &stand);
}
