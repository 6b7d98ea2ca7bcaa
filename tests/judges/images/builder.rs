//! buildah, with a storage of its own and the stand-ins as its only images.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::stand_in;
use crate::judge::Judge;

#[derive(Debug)]
pub struct Builder {
    program: PathBuf,
    folder: TempDir,
}

/// What was built: its files and its settings.
#[derive(Debug)]
pub struct Image {
    root: PathBuf,
    settings: Value,
    _builder: Builder,
}

impl Builder {
    pub fn new(program: &Path) -> Self {
        let folder = tempfile::Builder::new().prefix("berth-build-").tempdir().expect("a temporary folder");
        let builder = Self { program: program.to_owned(), folder };
        builder.write("policy.json", r#"{"default": [{"type": "insecureAcceptAnything"}]}"#);
        let [run, graph] = ["run", "graph"].map(|name| builder.path(name).display().to_string());
        builder.write(
            "storage.conf",
            &format!("[storage]\ndriver = \"vfs\"\nrunroot = {run:?}\ngraphroot = {graph:?}\n"),
        );
        builder.write("Dockerfile", "FROM scratch\nCOPY . /\n");
        for image in ["node:22-alpine", "nginx:1.30-alpine"] {
            let base = builder.base();
            builder
                .run(&["-t", &format!("docker.io/library/{image}"), "-f"], &builder.path("Dockerfile"), &base)
                .unwrap();
        }
        builder
    }

    pub fn build(self, context: &Path, dockerfile: &str, target: &str) -> Result<Image, String> {
        let mut words = vec!["--format", "docker", "-t", "built", "-f"];
        if !target.is_empty() {
            words.splice(0..0, ["--target", target]);
        }
        self.run(&words, &context.join(dockerfile), context)?;
        let about: Value =
            serde_json::from_str(&self.say(&["inspect", "--type", "image", "built"])).expect("JSON");
        let policy = self.path("policy.json").display().to_string();
        let container = self.say(&["from", "--pull-never", "--signature-policy", &policy, "built"]);
        let root = PathBuf::from(self.say(&["mount", container.trim()]).trim());
        Ok(Image { root, settings: about["Docker"]["config"].clone(), _builder: self })
    }

    /// A system with a shell, and the stand-ins on it.
    fn base(&self) -> PathBuf {
        let base = self.path("base");
        if base.exists() {
            return base;
        }
        let busybox = Judge::Busybox.find().unwrap_or_else(|missing| panic!("{missing}"));
        for folder in
            ["bin", "etc/nginx/conf.d", "proc", "sys", "dev", "tmp", "usr/local/bin", "var/cache/nginx"]
        {
            fs::create_dir_all(base.join(folder)).unwrap();
        }
        fs::copy(&busybox, base.join("bin/busybox")).unwrap();
        let tools = Command::new(&busybox).arg("--list").output().expect("busybox runs");
        for tool in String::from_utf8_lossy(&tools.stdout).lines().filter(|tool| *tool != "busybox") {
            symlink("busybox", base.join("bin").join(tool)).unwrap();
        }
        for program in stand_in::PROGRAMS {
            let path = base.join("usr/local/bin").join(program);
            fs::write(&path, stand_in::SCRIPT).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        fs::write(base.join("etc/passwd"), "root:x:0:0::/root:/bin/sh\nnginx:x:101:101::/:/bin/sh\n")
            .unwrap();
        fs::write(base.join("etc/group"), "root:x:0:\nnginx:x:101:\n").unwrap();
        fs::write(base.join("etc/nginx/nginx.conf"), stand_in::NGINX_CONF).unwrap();
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
