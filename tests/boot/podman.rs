//! Tamma for development on Podman, as Debian has it: behind its own interface of Docker's, and by the same Compose.

use std::ffi::OsString;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use berth::stack::SecretMode;
use berth_testing::engine::{Engine, judge, said};
use berth_testing::lanes::{Lane, Steps};

use crate::asked;
use crate::images;
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
         [engine]\nruntime = 'runc'\ncgroup_manager = 'cgroupfs'\nevents_logger = 'file'\ntmp_dir = '{}'\n\
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

/// Asks each container's probe now and then, until this value goes: Podman leaves that to systemd's timers, which not
/// every machine has.
struct Probes {
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Probes {
    fn start(engine: &Engine) -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let is_over = Arc::clone(&ended);
        let mut list = podman(engine);
        list.args(["ps", "-q"]);
        let settings: Vec<(OsString, OsString)> =
            list.get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))).collect();
        let thread = thread::spawn(move || {
            while !is_over.load(Ordering::Relaxed) {
                let listed = list.output().map(|said| said.stdout).unwrap_or_default();
                for container in String::from_utf8_lossy(&listed).split_whitespace() {
                    let mut probe = Command::new(judge("podman"));
                    probe.args(["healthcheck", "run", container]).envs(settings.iter().cloned());
                    let _ = probe.output();
                }
                // The interval of the timer that systemd would have: nothing waits for it.
                thread::sleep(Duration::from_secs(1));
            }
        });
        Self { ended, thread: Some(thread) }
    }
}

impl Drop for Probes {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
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
    let _probes = Probes::start(&other);
    steps.must("all is healthy within three minutes", || {
        stand.up();
    });
    asked::answered(steps, &stand, tamma::ASKS);
    // Podman's networks lead to each other, unless each is made with a word that Compose does not know.
    steps.skip(
        "nothing outside of the deployment reaches any service",
        "Podman's networks are open to each other",
    );
    tamma::front_door(steps, &stand, true);
    tamma::kept(steps, &stand);
}
