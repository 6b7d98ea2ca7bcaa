//! A web server's container as its front door's script finds it: a folder in memory, variables, a shell with its tools.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::bundle;

/// Where the script writes what it decides.
const FOLDER: &str = "/run/front-door";
const TOOLS: [&str; 13] =
    ["awk", "base64", "cat", "chmod", "head", "id", "od", "rm", "sed", "sh", "sha1sum", "tr", "wc"];
/// As Docker writes it into a container.
const NAME_SERVERS: &str = "nameserver 127.0.0.11\noptions ndots:0\n";
const KEEPS_NAMES: &str = "valid=10s";

#[derive(Clone)]
pub enum Shell {
    Debian,
    /// With its `busybox`.
    Alpine(PathBuf),
    /// Debian's, with each tool's words and variables written to this file first.
    Watched(PathBuf),
}

impl Shell {
    /// Makes the folder of its tools.
    fn tools(&self, folder: &Path) {
        fs::create_dir(folder).unwrap();
        for name in TOOLS {
            let tool = folder.join(name);
            match self {
                Self::Alpine(busybox) => symlink(busybox, tool).unwrap(),
                Self::Watched(into) => {
                    let (into, real) = (into.display(), found(name));
                    let text = format!(
                        "#!/bin/dash\n{{ echo \"$0 $*\"; /usr/bin/env; }} >>{into}\nexec {} \"$@\"\n",
                        real.display()
                    );
                    fs::write(&tool, text).unwrap();
                    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).unwrap();
                }
                Self::Debian => symlink(found(name), tool).unwrap(),
            }
        }
    }
}

fn found(name: &str) -> PathBuf {
    let name = if name == "sh" { "dash" } else { name };
    let places = ["/usr/bin", "/bin"].map(|folder| Path::new(folder).join(name));
    places.into_iter().find(|place| place.exists()).unwrap_or_else(|| panic!("no {name}"))
}

pub struct Door {
    pub shell: Shell,
    /// Its `/etc/resolv.conf`.
    name_servers: String,
    /// How long nginx keeps what a name server has said.
    keeps_names: &'static str,
    variables: Vec<(&'static str, String)>,
}

impl Door {
    pub fn with(variables: &[(&'static str, &str)]) -> Self {
        let variables = variables.iter().map(|&(name, value)| (name, value.to_owned())).collect();
        Self {
            shell: Shell::Debian,
            name_servers: NAME_SERVERS.to_owned(),
            keeps_names: KEEPS_NAMES,
            variables,
        }
    }

    /// It asks for nothing.
    pub fn open() -> Self {
        Self::with(&[("FRONT_DOOR", "off")])
    }

    /// It asks for this password.
    pub fn asking(password: &str) -> Self {
        Self::with(&[("FRONT_DOOR", "on"), ("FRONT_DOOR_USER", "tamma"), ("FRONT_DOOR_PASSWORD", password)])
    }

    /// It is published to this machine only.
    pub fn here() -> Self {
        Self::with(&[("FRONT_DOOR", "auto"), ("FRONT_DOOR_BIND", "127.0.0.1")])
    }

    pub fn by(mut self, shell: &Shell) -> Self {
        self.shell = shell.clone();
        self
    }

    pub fn among(mut self, name_servers: &str) -> Self {
        name_servers.clone_into(&mut self.name_servers);
        self
    }

    /// nginx keeps a name server's answers for a second, for the sake of the clock.
    pub fn forgetful(mut self) -> Self {
        self.keeps_names = "valid=1s";
        self
    }

    /// The configuration as it reads this container's folder in place of the one that a container has.
    pub fn installed(conf: &str, container: &Path) -> String {
        conf.replace(FOLDER, container.join("door").to_str().unwrap())
    }

    /// The script in this container; its command is still to come.
    pub fn script(&self, container: &Path) -> Command {
        let script = container.join("front-door.sh");
        let name_servers = container.join("resolv.conf");
        fs::write(&name_servers, &self.name_servers).unwrap();
        let text = Self::installed(&text(), container);
        assert!(text.contains(KEEPS_NAMES));
        let text = text.replace("/etc/resolv.conf", name_servers.to_str().unwrap());
        fs::write(&script, text.replace(KEEPS_NAMES, self.keeps_names)).unwrap();
        fs::create_dir(container.join("door")).unwrap();
        let tools = container.join("tools");
        self.shell.tools(&tools);
        let mut command = match &self.shell {
            // The script's own shell has its variables.
            Shell::Watched(_) => Command::new(found("sh")),
            _ => Command::new(tools.join("sh")),
        };
        command.arg(script).env_clear().env("PATH", tools).envs(self.variables.iter().cloned());
        command
    }

    /// What it decides, or its one line on why it does not.
    pub fn decided(&self) -> Result<Decided, String> {
        let container = tempfile::Builder::new().prefix("berth-door-").tempdir().expect("a temporary folder");
        let said = self.script(container.path()).arg("/bin/true").output().unwrap();
        let complaint = String::from_utf8(said.stderr).unwrap();
        let decided = Decided { container };
        if said.status.success() {
            assert_eq!(complaint, "");
            return Ok(decided);
        }
        assert_eq!((said.status.code(), complaint.lines().count()), (Some(1), 1), "{complaint}");
        assert!(!decided.file("door.conf").exists() && !decided.file("users").exists());
        Err(complaint)
    }
}

pub struct Decided {
    container: TempDir,
}

impl Decided {
    pub fn file(&self, name: &str) -> PathBuf {
        self.container.path().join("door").join(name)
    }

    /// `asks`, `here` or `open`.
    pub fn door(&self) -> String {
        let text = fs::read_to_string(self.file("door.conf")).unwrap();
        let word = text.strip_prefix("set $front_door ").and_then(|rest| rest.split_once(';'));
        word.unwrap_or_else(|| panic!("{text}")).0.to_owned()
    }
}

pub fn text() -> String {
    bundle::text(&bundle::dev(), "front-door.sh").to_owned()
}
