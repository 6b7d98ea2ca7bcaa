//! buildah, with a storage of its own and the stand-ins as its only images.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use berth_testing::judge::Judge;
use serde_json::Value;
use tempfile::TempDir;

use super::stand_in::StandIns;

#[derive(Debug)]
pub struct Builder {
    program: PathBuf,
    folder: TempDir,
    /// What is said for `ARG`s, as words of the command line.
    arguments: Vec<String>,
}

/// What was built: its files and its settings.
#[derive(Debug)]
pub struct Image {
    root: PathBuf,
    settings: Value,
    _builder: Builder,
}

impl Builder {
    pub fn new(program: &Path, stand_ins: &StandIns) -> Self {
        let folder = tempfile::Builder::new().prefix("berth-build-").tempdir().expect("a temporary folder");
        let builder = Self { program: program.to_owned(), folder, arguments: Vec::new() };
        builder.write("policy.json", r#"{"default": [{"type": "insecureAcceptAnything"}]}"#);
        let [run, graph] = ["run", "graph"].map(|name| builder.path(name).display().to_string());
        builder.write(
            "storage.conf",
            &format!("[storage]\ndriver = \"vfs\"\nrunroot = {run:?}\ngraphroot = {graph:?}\n"),
        );
        builder.write("Dockerfile", "FROM scratch\nCOPY . /\n");
        let base = builder.base(stand_ins);
        let names: Vec<String> =
            stand_ins.images.iter().map(|image| format!("docker.io/library/{image}")).collect();
        let mut words: Vec<&str> = names.iter().flat_map(|name| ["-t", name]).collect();
        words.push("-f");
        builder.run(&words, &builder.path("Dockerfile"), &base).unwrap();
        builder
    }

    /// Says something for an `ARG` of the Dockerfile.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.arguments.extend(["--build-arg".to_owned(), format!("{name}={value}")]);
        self
    }

    pub fn build(self, context: &Path, dockerfile: &str, target: &str) -> Result<Image, String> {
        let mut words = vec!["--format", "docker", "-t", "built", "-f"];
        if !target.is_empty() {
            words.splice(0..0, ["--target", target]);
        }
        words.splice(0..0, self.arguments.iter().map(String::as_str));
        self.run(&words, &context.join(dockerfile), context)?;
        let about: Value =
            serde_json::from_str(&self.say(&["inspect", "--type", "image", "built"])).expect("JSON");
        let policy = self.path("policy.json").display().to_string();
        let container = self.say(&["from", "--pull-never", "--signature-policy", &policy, "built"]);
        let root = PathBuf::from(self.say(&["mount", container.trim()]).trim());
        Ok(Image { root, settings: about["Docker"]["config"].clone(), _builder: self })
    }

    /// A system with a shell, and the stand-ins on it.
    fn base(&self, stand_ins: &StandIns) -> PathBuf {
        let base = self.path("base");
        let busybox = Judge::Busybox.find().unwrap_or_else(|missing| panic!("{missing}"));
        for folder in ["bin", "etc", "proc", "sys", "dev", "tmp", "usr/local/bin"] {
            fs::create_dir_all(base.join(folder)).unwrap();
        }
        fs::set_permissions(base.join("tmp"), fs::Permissions::from_mode(0o1777)).unwrap();
        fs::copy(&busybox, base.join("bin/busybox")).unwrap();
        let tools = Command::new(&busybox).arg("--list").output().expect("busybox runs");
        for tool in String::from_utf8_lossy(&tools.stdout).lines().filter(|tool| *tool != "busybox") {
            symlink("busybox", base.join("bin").join(tool)).unwrap();
        }
        for program in stand_ins.programs {
            let path = base.join("usr/local/bin").join(program);
            fs::write(&path, stand_ins.script).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        for (path, text) in stand_ins.files {
            let path = base.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).unwrap();
            fs::write(path, text).unwrap();
        }
        base
    }

    fn run(&self, words: &[&str], dockerfile: &Path, context: &Path) -> Result<(), String> {
        let said = self
            .command()
            .args(["build", "--pull-never", "--isolation", "chroot", "--signature-policy"])
            .arg(self.path("policy.json"))
            .args(words)
            .args([dockerfile, context])
            .output()
            .expect("buildah runs");
        let words = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
        if said.status.success() { Ok(()) } else { Err(words) }
    }

    fn say(&self, words: &[&str]) -> String {
        let said = self.command().args(words).output().expect("buildah runs");
        assert!(said.status.success(), "{words:?}: {}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8_lossy(&said.stdout).into_owned()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.env("CONTAINERS_STORAGE_CONF", self.path("storage.conf"));
        command
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Image {
    pub fn settings(&self) -> &Value {
        &self.settings
    }

    pub fn user(&self) -> &str {
        self.settings["User"].as_str().expect("a user")
    }

    /// A setting that is a list of words.
    pub fn words(&self, name: &str) -> Vec<String> {
        let words = self.settings[name].as_array().unwrap_or_else(|| panic!("no {name}"));
        words.iter().map(|word| word.as_str().expect("a word").to_owned()).collect()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }

    pub fn has(&self, path: &str) {
        assert!(self.path(path).exists(), "no {path} in the image");
    }

    pub fn lacks(&self, path: &str) {
        assert!(!self.path(path).exists(), "{path} is in the image");
    }

    /// The paths that belong to a user, in order.
    pub fn owned_by(&self, user: u32) -> Vec<String> {
        let said = Command::new("find")
            .args([".", "-uid", &user.to_string()])
            .current_dir(&self.root)
            .output()
            .expect("find runs");
        let mut paths: Vec<_> = String::from_utf8_lossy(&said.stdout)
            .lines()
            .map(|path| path.trim_start_matches('.').to_owned())
            .collect();
        paths.sort();
        paths
    }

    /// Its own probe is the one of a Compose service.
    pub fn is_probed_as(&self, service: &Value) {
        let (wanted, own) = (&service["healthcheck"], &self.settings["Healthcheck"]);
        assert_eq!(own["Test"], wanted["test"]);
        assert_eq!(own["Retries"], wanted["retries"]);
        for (key, name) in [("Interval", "interval"), ("Timeout", "timeout"), ("StartPeriod", "start_period")]
        {
            let nanoseconds = own[key].as_u64().expect("a time");
            assert_eq!(format!("{}s", nanoseconds / 1_000_000_000), wanted[name], "{name}");
        }
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The files that hold these letters.
    pub fn files_with(&self, letters: &str) -> Vec<String> {
        let said = Command::new("grep").args(["-rl", letters, "."]).current_dir(&self.root).output().unwrap();
        String::from_utf8_lossy(&said.stdout)
            .lines()
            // The stand-in itself knows what to look for.
            .filter(|path| !path.starts_with("./usr/local/bin/"))
            .map(str::to_owned)
            .collect()
    }
}
