//! The built program, as a person or a script runs it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;
use std::{io, thread};

use berth_testing::scenario::{ANTHROPIC_API_KEY, GITHUB_TOKEN};
use tempfile::TempDir;

/// The longest that a run takes here is some seconds, on a busy machine too.
const LONGEST: Duration = Duration::from_secs(60);

/// A folder of its own, and a command that runs in it.
pub struct Berth {
    folder: TempDir,
    command: Command,
}

pub struct Ran {
    folder: TempDir,
    output: Output,
}

/// `berth …`, in an empty folder and with an empty environment.
pub fn berth(arguments: &str) -> Berth {
    berth_in(tempfile::tempdir().expect("a temporary folder"), arguments)
}

/// The same, in a folder that an earlier run has left.
pub fn berth_in(folder: TempDir, arguments: &str) -> Berth {
    let mut command = Command::new(env!("CARGO_BIN_EXE_berth"));
    command.current_dir(folder.path()).env_clear().stdin(Stdio::null());
    command.args(arguments.split_whitespace());
    Berth { folder, command }
}

impl Berth {
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Everything that only an owner can supply.
    pub fn owned(self) -> Self {
        self.env("GITHUB_TOKEN", GITHUB_TOKEN)
            .env("ANTHROPIC_API_KEY", ANTHROPIC_API_KEY)
            .arg("--set=GITHUB_OWNER=octo-org")
            .arg("--set=GITHUB_REPO=hello-world")
    }

    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder in it");
        fs::write(path, content).expect("a file in the temporary folder");
        self
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    #[track_caller]
    pub fn runs(self) -> Ran {
        self.ends_with(0)
    }

    /// By findings, or by what is in the way.
    #[track_caller]
    pub fn refused(self) -> Ran {
        self.ends_with(1)
    }

    #[track_caller]
    pub fn misused(self) -> Ran {
        self.ends_with(2)
    }

    #[track_caller]
    fn ends_with(mut self, code: i32) -> Ran {
        let output = output_in_time(&mut self.command).expect("berth runs");
        let ran = Ran { folder: self.folder, output };
        assert_eq!(ran.output.status.code(), Some(code), "{}\n{}", ran.stdout(), ran.stderr());
        ran
    }
}

/// Whatever it is given, it ends by itself: one that goes on is killed, and has no exit code.
fn output_in_time(command: &mut Command) -> io::Result<Output> {
    let berth = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let id = berth.id().to_string();
    let (ended, ends) = mpsc::channel::<()>();
    let watch = thread::spawn(move || {
        if ends.recv_timeout(LONGEST) == Err(RecvTimeoutError::Timeout) {
            let _ = Command::new("kill").args(["-9", &id]).status();
        }
    });
    let output = berth.wait_with_output();
    drop(ended);
    watch.join().expect("the watch does not panic");
    output
}

impl Ran {
    pub fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    pub fn bytes(&self) -> &[u8] {
        &self.output.stdout
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout()).expect("JSON on standard output")
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    #[track_caller]
    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every path below the folder, sorted.
    pub fn tree(&self) -> Vec<String> {
        let mut paths = Vec::new();
        walk(self.folder.path(), self.folder.path(), &mut paths);
        paths.sort();
        paths
    }

    #[track_caller]
    pub fn says(self, expected: &str) -> Self {
        assert!(self.stdout().contains(expected), "expected `{expected}` in\n{}", self.stdout());
        self
    }

    #[track_caller]
    pub fn complains(self, expected: &str) -> Self {
        assert!(self.stderr().contains(expected), "expected `{expected}` in\n{}", self.stderr());
        self
    }

    #[track_caller]
    pub fn never_shows(self, secret: &str) -> Self {
        assert!(!self.stdout().contains(secret) && !self.stderr().contains(secret), "`{secret}` was shown");
        self
    }

    #[track_caller]
    pub fn leaves(self, paths: &[&str]) -> Self {
        assert_eq!(self.tree(), paths);
        self
    }

    pub fn folder(self) -> TempDir {
        self.folder
    }
}

fn walk(root: &Path, folder: &Path, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            walk(root, &path, paths);
        } else {
            paths.push(path.strip_prefix(root).unwrap_or(&path).display().to_string());
        }
    }
}
