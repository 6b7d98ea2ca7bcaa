//! A machine on which the scripts run: their folder, a shell with its tools, and the stand-in for Docker.

use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use berth_testing::folder::Folder;

use super::script;
use crate::postgres::{Cluster, Database};

const SCRIPTS: [&str; 4] = ["backup-loop.sh", "tamma-backup.sh", "tamma-restore.sh", "tamma-update.sh"];

/// What the scripts may call, POSIX's and those of the image in which the loop runs.
const TOOLS: [&str; 26] = [
    "awk", "cat", "chown", "cp", "date", "dirname", "echo", "find", "grep", "head", "mkdir", "mv", "printf",
    "printenv", "realpath", "rm", "rmdir", "sed", "sh", "sleep", "sort", "stat", "tail", "touch", "tr", "wc",
];

/// The versions before and after an update.
pub const RUNS: &str = "postgres postgres:15-alpine sha256:older-postgres
tamma-api registry.example/tamma-api:0.1.0 sha256:older-tamma-api
tamma-engine registry.example/tamma-engine:0.1.0 sha256:older-tamma-engine
rabbitmq rabbitmq:3-management-alpine sha256:older-rabbitmq
";

#[derive(Clone, Copy)]
pub enum Shell<'a> {
    /// With the machine's own tools.
    Dash(&'a Path),
    /// With its own tools, and no others.
    Busybox(&'a Path),
}

impl Shell<'_> {
    pub fn name(self) -> &'static str {
        match self {
            Self::Dash(_) => "dash",
            Self::Busybox(_) => "busybox",
        }
    }
}

pub struct Host<'a> {
    pub folder: Folder,
    pub db: String,
    pub user: String,
    cluster: &'a Cluster,
    path: String,
}

pub struct Said {
    pub code: i32,
    pub words: String,
}

impl<'a> Host<'a> {
    /// Everything runs, and the database has one table with one row.
    pub fn new(cluster: &'a Cluster, shell: Shell) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        Self::named(cluster, shell, &format!("db_{number}"), "tamma")
    }

    pub fn named(cluster: &'a Cluster, shell: Shell, db: &str, user: &str) -> Self {
        let folder = Folder::with(&[
            ("stack/.env", &format!("POSTGRES_DB={db}\nPOSTGRES_USER={user}\nTAMMA_VERSION=0.1.0\nLAST=1\n")),
            ("bin/docker", include_str!("docker.sh")),
            ("state/journal", ""),
            ("state/fail", ""),
            ("state/running", "postgres\ntamma-api\ntamma-engine\nrabbitmq\n"),
            ("state/runs", RUNS),
            ("elsewhere/empty", ""),
        ]);
        for name in SCRIPTS {
            folder.write(&format!("stack/{name}"), &script(name));
        }
        let host = Self { folder, db: db.into(), user: user.into(), cluster, path: String::new() };
        let tags: String =
            RUNS.lines().filter_map(|line| line.split_once(' ')).flat_map(|(_, tag)| [tag, "\n"]).collect();
        host.folder.write("state/tags", &tags);
        host.mode("bin/docker", 0o755);
        host.mode("stack/.env", 0o600);
        let path = host.search_path(shell).unwrap();
        cluster
            .make(db, user)
            .sql("CREATE TABLE marks (word text); INSERT INTO marks VALUES ('kept')")
            .unwrap();
        Self { path, ..host }
    }

    fn search_path(&self, shell: Shell) -> io::Result<String> {
        let bin = self.path("bin");
        match shell {
            Shell::Dash(program) => {
                symlink(program, bin.join("sh"))?;
                Ok(format!("{}:/usr/bin:/bin", bin.display()))
            }
            Shell::Busybox(program) => {
                TOOLS.iter().try_for_each(|tool| symlink(program, bin.join(tool)))?;
                Ok(bin.display().to_string())
            }
        }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn mode(&self, path: &str, mode: u32) {
        fs::set_permissions(self.path(path), fs::Permissions::from_mode(mode)).unwrap();
    }

    pub fn database(&self) -> Database<'_> {
        self.cluster.open(&self.db, &self.user)
    }

    pub fn other_database(&self, name: &str) -> Database<'_> {
        self.cluster.open(name, &self.user)
    }

    pub fn words(&self) -> String {
        self.database().sql("SELECT string_agg(word, ' ' ORDER BY word) FROM marks").unwrap()
    }

    /// Databases whose name begins with that of the host's.
    pub fn databases(&self) -> String {
        let question = format!(
            "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE starts_with(datname, '{}')",
            self.db.chars().take(40).collect::<String>()
        );
        self.cluster.open("template1", &self.user).sql(&question).unwrap()
    }

    /// These calls fail from now on.
    pub fn fail(&self, calls: &[&str]) {
        self.folder.write("state/fail", &(calls.join("\n") + "\n"));
    }

    /// What Docker was asked, in short.
    pub fn asked(&self) -> Vec<String> {
        let known = ["pg_dump", "pg_restore -f", "pg_restore -U", "createdb", "psql"];
        self.read("state/journal")
            .lines()
            .map(|line| line.trim_start_matches("compose ").trim_start_matches("exec -T postgres "))
            .filter(|line| !line.starts_with("ps ") && !line.starts_with("pg_isready"))
            .map(|line| known.into_iter().find(|start| line.starts_with(start)).unwrap_or(line).to_owned())
            .collect()
    }

    pub fn files(&self, ending: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path("stack/backups")) else { return Vec::new() };
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name.ends_with(ending)).collect();
        names.sort();
        names
    }

    /// The one dump there is, from the stack's folder.
    #[track_caller]
    pub fn dump(&self) -> String {
        let [dump] = &self.files(".dump")[..] else { panic!("{:?}", self.files("")) };
        format!("backups/{dump}")
    }

    /// Nothing of a run is left that a later one would trip over.
    #[track_caller]
    pub fn is_tidy(&self) {
        assert_eq!(self.files(".part"), [""; 0]);
        assert_eq!(self.files(".lock"), [""; 0]);
        assert!(!self.path("stack/.env.new").exists());
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(self.path("bin/sh"));
        command
            .args(words)
            .current_dir(self.path("stack"))
            .env_clear()
            .env("PATH", &self.path)
            .env("STATE", self.path("state"))
            .env("PGBIN", self.cluster.bin())
            .env("PGHOST", self.cluster.socket())
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run(&self, words: &[&str]) -> Said {
        said(&mut self.command(words))
    }

    /// Runs commands as somebody types them in the stack's folder.
    pub fn typed(&self, commands: &str) -> Said {
        self.mode("stack/tamma-restore.sh", 0o755);
        self.run(&["-euc", commands])
    }
}

pub fn signal(name: &str, process: u32) {
    let sent = Command::new("kill").args(["-s", name, &process.to_string()]).status();
    assert!(sent.expect("kill runs").success());
}

pub fn said(command: &mut Command) -> Said {
    let said = command.output().expect("the shell runs");
    let words = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
    Said { code: said.status.code().unwrap_or(-1), words }
}

impl Said {
    #[track_caller]
    pub fn done(&self) -> &Self {
        assert_eq!(self.code, 0, "{}", self.words);
        self
    }

    #[track_caller]
    pub fn failed(&self) -> &Self {
        assert_eq!(self.code, 1, "{}", self.words);
        self
    }

    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        assert!(self.words.contains(words), "`{words}` is not in:\n{}", self.words);
        self
    }
}

/// Waits for what is bound to come.
#[track_caller]
pub fn eventually(within: Duration, what: &str, mut come: impl FnMut() -> bool) {
    let start = Instant::now();
    while !come() {
        assert!(start.elapsed() < within, "{what}: not within {within:?}");
        thread::sleep(Duration::from_millis(10));
    }
}
