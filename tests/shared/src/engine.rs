//! The engine: the one that answers here, else one of our own, alone in its namespaces, that ends with this process.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Says to a process that it is already in namespaces of its own.
const INSIDE: &str = "BERTH_BOOT_INSIDE";
/// What answers beyond this machine, where the engine is our own.
pub const WORLD: &str = "http://203.0.113.2/";
/// Where our own engine pulls from.
pub const REGISTRY: &str = "127.0.0.1:5000";

#[derive(Debug)]
pub struct Engine {
    pub folder: TempDir,
    /// Empty: the one that answered here.
    pub processes: Vec<Child>,
}

/// Runs with an engine, and ends it.
pub fn inside(run: impl FnOnce(&Engine) -> ExitCode) -> ExitCode {
    inside_with(Vec::new, run)
}

/// The same. Where it is one of our own, something is made ready outside its namespaces first, and said by variables.
pub fn inside_with(
    outside: impl FnOnce() -> Vec<(&'static str, OsString)>,
    run: impl FnOnce(&Engine) -> ExitCode,
) -> ExitCode {
    if let Some(engine) = Engine::here() {
        return run(&engine);
    }
    if env::var_os(INSIDE).is_some() {
        return run(&Engine::start());
    }
    let this = env::current_exe().expect("this program has a path");
    let status = Command::new("unshare")
        .args(["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--"])
        .arg(this)
        .args(env::args_os().skip(1))
        .env(INSIDE, "1")
        .envs(outside())
        .env_remove("DOCKER_HOST")
        .status()
        .expect("unshare runs");
    ExitCode::from(u8::try_from(status.code().unwrap_or(1)).unwrap_or(1))
}

impl Engine {
    fn here() -> Option<Self> {
        let engine = Self::with_plugin();
        let mut ask = engine.command(judge("docker"));
        let answers = ask.arg("version").output().is_ok_and(|said| said.status.success());
        answers.then_some(engine)
    }

    pub fn with_plugin() -> Self {
        let folder = tempfile::Builder::new().prefix("berth-boot-").tempdir().expect("a temporary folder");
        let plugins = folder.path().join("config/cli-plugins");
        fs::create_dir_all(&plugins).unwrap();
        symlink(judge("compose"), plugins.join("docker-compose")).unwrap();
        Self { folder, processes: Vec::new() }
    }

    fn start() -> Self {
        let mut engine = Self::with_plugin();
        let up = Command::new("ip").args(["link", "set", "lo", "up"]).status().expect("ip runs");
        assert!(up.success(), "the loopback device stays down");
        engine.start_registry();
        engine.start_world();
        let path = |name: &str| engine.folder.path().join(name);
        let log = || fs::OpenOptions::new().create(true).append(true).open(path("engine.log")).unwrap();
        let mut command = Command::new(judge("dockerd"));
        command.arg("--data-root").arg(path("data")).arg("--exec-root").arg(path("exec"));
        command.arg("--pidfile").arg(path("pid")).args(["--host", &engine.address()]);
        command.args(["--storage-driver", "overlay2", "--registry-mirror"]).arg(format!("http://{REGISTRY}"));
        let child = command.stdin(Stdio::null()).stdout(log()).stderr(log()).spawn().expect("dockerd starts");
        engine.processes.push(child);
        engine.wait();
        engine
    }

    /// Until it answers.
    pub fn wait(&self) {
        let started = Instant::now();
        while !self.docker(&["version"]).status.success() {
            let said = || fs::read_to_string(self.folder.path().join("engine.log")).unwrap_or_default();
            assert!(started.elapsed() < Duration::from_secs(60), "the engine does not answer:\n{}", said());
            thread::sleep(Duration::from_millis(100));
        }
    }

    fn start_registry(&mut self) {
        let folder = self.folder.path().join("registry");
        let config = format!(
            "version: 0.1\nlog: {{level: error}}\nstorage: {{filesystem: {{rootdirectory: {:?}}}}}\nhttp: {{addr: {REGISTRY}}}\n",
            folder.display()
        );
        let file = self.folder.path().join("registry.yml");
        fs::write(&file, config).unwrap();
        let mut command = Command::new(judge("registry"));
        command.arg("serve").arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        self.processes.push(command.spawn().expect("the registry starts"));
    }

    /// A machine beyond this one, which answers everybody.
    fn start_world(&mut self) {
        let mut server = Command::new("unshare");
        server.args(["--net", "python3", "-m", "http.server", "80"]).current_dir(self.folder.path());
        let server = server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let server = server.expect("unshare runs");
        let number = server.id().to_string();
        self.processes.push(server);
        // Until it has left our network, the device would stay here.
        let own = fs::read_link("/proc/self/ns/net").unwrap();
        while fs::read_link(format!("/proc/{number}/ns/net")).is_ok_and(|its| its == own) {
            thread::sleep(Duration::from_millis(10));
        }
        let its = format!("--net=/proc/{number}/ns/net");
        for words in [
            &["ip", "link", "add", "world", "type", "veth", "peer", "name", "eth0", "netns", &number][..],
            &["ip", "address", "add", "203.0.113.1/24", "dev", "world"],
            &["ip", "link", "set", "world", "up"],
            &["nsenter", &its, "ip", "address", "add", "203.0.113.2/24", "dev", "eth0"],
            &["nsenter", &its, "ip", "link", "set", "eth0", "up"],
        ] {
            let done = Command::new(words[0]).args(&words[1..]).status().expect("it runs");
            assert!(done.success(), "{words:?}");
        }
    }

    /// Whether it was here before us, with images and networks of somebody's.
    pub fn is_foreign(&self) -> bool {
        self.processes.is_empty()
    }

    /// Where Docker's settings and plugins are.
    pub fn config(&self) -> PathBuf {
        self.folder.path().join("config")
    }

    pub fn address(&self) -> String {
        format!("unix://{}", self.socket().display())
    }

    /// Where our own one listens.
    pub fn socket(&self) -> PathBuf {
        if self.is_foreign() { "/var/run/docker.sock".into() } else { self.folder.path().join("engine.sock") }
    }

    pub fn docker(&self, words: &[&str]) -> Output {
        self.command(judge("docker")).args(words).output().expect("docker runs")
    }

    /// What it said, or a panic with what it complained of.
    #[track_caller]
    pub fn say(&self, words: &[&str]) -> String {
        said(&format!("docker {}", words.join(" ")), &self.docker(words))
            .unwrap_or_else(|words| panic!("{words}"))
    }

    /// A program that finds this engine, and Compose as its plugin.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.env("DOCKER_CONFIG", self.folder.path().join("config")).stdin(Stdio::null());
        let docker = judge("docker");
        let home = docker.parent().expect("a folder").to_owned();
        let others = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths([home].into_iter().chain(env::split_paths(&others))).expect("a path");
        command.env("PATH", path);
        if !self.is_foreign() || env::var_os(INSIDE).is_some() {
            command.env("DOCKER_HOST", self.address());
        }
        command
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        for child in self.processes.iter_mut().rev() {
            let _ = Command::new("kill").arg(child.id().to_string()).status();
            let _ = child.wait();
        }
    }
}

/// What a program said, or all that it said where it failed.
pub fn said(what: &str, output: &Output) -> Result<String, String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(format!("{what}: {}\n{}\n{}", output.status, text(&output.stdout), text(&output.stderr)))
    }
}

/// Where `cargo xtask` has put a program or a file.
pub fn judge(name: &str) -> PathBuf {
    let variable = format!("BERTH_JUDGE_{}", name.to_uppercase());
    env::var_os(&variable).map_or_else(|| panic!("{name} is missing: {variable} names none"), PathBuf::from)
}
