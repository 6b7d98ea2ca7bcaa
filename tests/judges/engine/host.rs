//! The engine's container as far as its script sees it: folders, tools, GitHub, and stand-ins for what is big or root's.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use berth_testing::folder::Folder;

use crate::bundle;

const PATIENCE: Duration = Duration::from_secs(60);

/// What the scripts may call, all of it in `BusyBox`.
const TOOLS: [&str; 20] = [
    "awk", "cat", "chmod", "chown", "env", "find", "grep", "id", "mkdir", "mktemp", "mv", "printf", "rm",
    "sed", "sh", "sleep", "stat", "touch", "tr", "true",
];

pub const TOKEN: &str = "good-token-0123456789";

#[derive(Clone, Copy)]
pub enum Shell<'a> {
    Dash,
    Busybox(&'a Path),
}

pub struct Host {
    pub folder: Folder,
    /// Whether the script finds itself to be root.
    pub root: bool,
    github: Child,
    variables: Vec<(String, String)>,
}

/// A script that is at work.
pub struct Run {
    child: Child,
    words: PathBuf,
}

impl Host {
    /// The repository `acme/app`, a new volume, and a `claude` and a `bash` in the image.
    pub fn new(shell: Shell, node: &Path) -> Self {
        let folder = Folder::with(&[
            ("github/asked", ""),
            ("home/.keep", ""),
            ("app/.keep", ""),
            ("tmp/.keep", ""),
            ("entrypoint.sh", bundle::text(&bundle::dev(), "entrypoint.sh")),
            ("engine.sh", bundle::text(&bundle::dev(), "engine.sh")),
            ("github.cjs", include_str!("github.cjs")),
        ]);
        let path = folder.path().to_owned();
        fs::create_dir(path.join("work")).unwrap();
        fs::create_dir(path.join("tools")).unwrap();
        for tool in TOOLS {
            let program = match shell {
                Shell::Busybox(busybox) => busybox.to_owned(),
                Shell::Dash if tool == "sh" => found("dash"),
                Shell::Dash => found(tool),
            };
            symlink(program, path.join("tools").join(tool)).unwrap();
        }
        symlink(node, path.join("tools/node")).unwrap();
        symlink(found("git"), path.join("tools/git")).unwrap();
        let github = Command::new(node)
            .arg(path.join("github.cjs"))
            .arg(path.join("github"))
            .stdout(Stdio::null())
            .spawn()
            .expect("node runs");
        let mut host = Self { folder, root: false, github, variables: Vec::new() };
        until("GitHub is up", || host.path("github/port").exists());
        host.tool("bash", "exit 1");
        host.tool("claude", "echo the image has it");
        host.tool("npm", "echo \"$@\" >>\"$STATE/npm\"; exit 1");
        host.repository("acme/app", true);
        let (url, place) = (host.github(), host.path(""));
        host.set("ENGINE_GITHUB_URL", &url);
        host.set("ENGINE_RETRY_SECONDS", "0.2");
        host.set("GITHUB_TOKEN", TOKEN);
        host.set("TAMMA_GITHUB_OWNER", "acme");
        host.set("TAMMA_GITHUB_REPO", "app");
        host.set("TAMMA_BOT_USERNAME", "octo-bot");
        for (name, folder) in
            [("TAMMA_WORKING_DIRECTORY", "work"), ("HOME", "home"), ("TMPDIR", "tmp"), ("STATE", "")]
        {
            host.set(name, place.join(folder).to_str().unwrap());
        }
        host
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn exists(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.unset(name);
        self.variables.push((name.into(), value.into()));
    }

    pub fn unset(&mut self, name: &str) {
        self.variables.retain(|(other, _)| other != name);
    }

    pub fn github(&self) -> String {
        format!("http://127.0.0.1:{}", self.read("github/port"))
    }

    /// Puts a program into the image.
    pub fn tool(&self, name: &str, script: &str) {
        let path = self.path("tools").join(name);
        let _ = fs::remove_file(&path);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    pub fn without_tool(&self, name: &str) {
        fs::remove_file(self.path("tools").join(name)).unwrap();
    }

    /// A repository on GitHub whose default branch is `trunk`, with a commit or none.
    pub fn repository(&self, name: &str, commit: bool) {
        let bare = self.path(&format!("github/{name}.git"));
        fs::create_dir_all(bare.parent().unwrap()).unwrap();
        git(self.folder.path(), &["init", "-q", "--bare", "-b", "trunk", bare.to_str().unwrap()]);
        if commit {
            let blob = git(&bare, &["hash-object", "-w", "--stdin"]);
            let tree = git_told(&bare, &["mktree"], &format!("100644 blob {blob}\tREADME.md\n"));
            let commit = git(&bare, &["commit-tree", "-m", "first", &tree]);
            git(&bare, &["update-ref", "refs/heads/trunk", &commit]);
            git(&bare, &["update-ref", "refs/heads/another", &commit]);
        }
    }

    /// Git in the engine's folder, with what the script has set.
    pub fn git(&self, words: &[&str]) -> String {
        let mut command = Command::new("git");
        command.env("HOME", self.path("home")).env("GITHUB_TOKEN", TOKEN).arg("-C").arg(self.path("work"));
        output(command.args(words))
    }

    /// The scripts with this command, in the background.
    pub fn start(&self, command: &[&str]) -> Run {
        let words = self.path("words");
        let file = fs::File::create(&words).unwrap();
        let sh = self.path("tools/sh");
        let mut program = Command::new(&sh);
        if is_root() && !self.root {
            // The tests are root's. Of the namespace, whoever owns the files is another user.
            program = Command::new(found("unshare"));
            program.args(["--user", "--map-user=1001", "--map-group=1001", "--"]).arg(&sh);
        }
        let child = program
            .args(["../entrypoint.sh", "sh", "../engine.sh"])
            .args(command)
            .current_dir(self.path("app"))
            .env_clear()
            .env("PATH", self.path("tools"))
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .process_group(0)
            .spawn()
            .unwrap();
        Run { child, words }
    }

    /// What the scripts and the command write; it has to end well.
    #[track_caller]
    pub fn run(&self, command: &[&str]) -> String {
        let mut run = self.start(command);
        let status = run.end();
        assert!(status.success(), "{status}: {}", run.words());
        run.words()
    }

    /// What the script says instead of becoming its command, which it tries again.
    #[track_caller]
    pub fn refusal(&self) -> String {
        let mut run = self.start(&["touch", "../became"]);
        until("it tries again", || run.words().lines().count() > 1 || run.ended());
        assert!(!run.ended(), "{}", run.words());
        assert_eq!(run.stop().code(), Some(143), "{}", run.words());
        assert!(!self.exists("became"));
        let words = run.words();
        let mut lines = words.lines().collect::<Vec<_>>();
        lines.dedup();
        assert_eq!(lines.len(), 1, "{words}");
        assert!(!words.contains("good-token"), "{words}");
        lines[0].to_owned()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.github.kill();
        let _ = self.github.wait();
    }
}

impl Run {
    pub fn words(&self) -> String {
        fs::read_to_string(&self.words).unwrap()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    #[track_caller]
    pub fn end(&mut self) -> ExitStatus {
        let words = self.words.clone();
        until(&format!("it ends: {}", fs::read_to_string(words).unwrap()), || self.ended());
        self.child.wait().unwrap()
    }

    /// As an engine ends a container: the first process is told.
    pub fn stop(&mut self) -> ExitStatus {
        signal("TERM", &self.id().to_string());
        self.end()
    }

    /// As a machine ends that loses its power.
    pub fn kill(&mut self) {
        signal("KILL", &format!("-{}", self.id()));
        self.child.wait().unwrap();
    }

    /// As a container ends when its first process has.
    pub fn kill_rest(&self) {
        signal("KILL", &format!("-{}", self.id()));
        until("the rest ends", || self.left() == 0);
    }

    /// How many processes there still are of those that it started.
    pub fn left(&self) -> usize {
        let said = Command::new("ps").args(["-A", "-o", "pgid=,stat="]).output().expect("ps runs");
        let group = self.id().to_string();
        let lines = String::from_utf8_lossy(&said.stdout).into_owned();
        let of_it = |line: &&str| line.split_whitespace().next() == Some(&group) && !line.contains('Z');
        lines.lines().filter(of_it).count()
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if !self.ended() {
            self.kill();
        }
    }
}

#[track_caller]
pub fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < PATIENCE, "not in time: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout == b"0\n")
}

fn signal(name: &str, whom: &str) {
    let said = Command::new("kill").args(["-s", name, "--", whom]).output().expect("kill runs");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
}

fn found(program: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/bin".into(), "/bin".into()]);
    folders
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("{program} is missing"))
}

pub fn git(folder: &Path, words: &[&str]) -> String {
    git_told(folder, words, "")
}

fn git_told(folder: &Path, words: &[&str], told: &str) -> String {
    let mut command = Command::new("git");
    for name in ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"] {
        command.env(name, "a@b");
    }
    crate::talk::talk(command.arg("-C").arg(folder).args(words), told).trim_end().to_owned()
}

#[track_caller]
fn output(command: &mut Command) -> String {
    let said = command.output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap().trim_end().to_owned()
}
