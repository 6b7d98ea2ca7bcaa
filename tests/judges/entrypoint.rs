//! The images' entry point, run by Debian's shell and by Alpine's: secrets come from files, or it says why not.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use berth_testing::judge::Judge;
use tempfile::TempDir;

use crate::bundle;
use crate::suite::Suite;

const HOSTILE: [&str; 8] = [
    r#"quotes ' " ` and $HOME $(id) \n \\ %s"#,
    " blanks at both ends ",
    "-n",
    "*",
    "naïve ☃ 密码",
    "a=b;c&d|e#f!g",
    "two\nlines",
    "X_FILE=/etc/passwd",
];

pub fn tests(suite: &mut Suite) {
    both(suite, "gives a variable its file's content, whatever that is", |shell| {
        for value in HOSTILE {
            for end in ["", "\n", "\r\n"] {
                let file = shell.file("secret", &format!("{value}{end}"));
                let seen = shell.environment(&[("X_FILE", &file)]).unwrap();
                assert!(seen.contains(&format!("X={value}")), "{value:?}: {seen:?}");
                assert!(!seen.iter().any(|entry| entry.starts_with("X_FILE=")), "{seen:?}");
            }
        }
    });

    both(suite, "leaves every other variable as it is", |shell| {
        let file = shell.file("secret", "s");
        for value in HOSTILE.iter().chain(&["", "first\nY_FILE=/no/such\nlast\n"]) {
            let seen = shell.environment(&[("OTHER", value), ("X_FILE", &file)]).unwrap();
            assert!(seen.contains(&format!("OTHER={value}")), "{value:?}: {seen:?}");
            assert!(seen.contains(&"X=s".to_owned()));
            assert!(!seen.iter().any(|entry| entry.starts_with("Y=")), "{seen:?}");
        }
    });

    both(suite, "takes any name that a shell can have, and no other", |shell| {
        let file = shell.file("secret", "s");
        for name in ["a", "Z9", "_x", "ConnectionStrings__Default", "FILE"] {
            let seen = shell.environment(&[(&format!("{name}_FILE"), &file)]).unwrap();
            assert!(seen.contains(&format!("{name}=s")), "{name}: {seen:?}");
        }
        for name in ["_FILE", "9_FILE", "a.b_FILE", "a-b_FILE", "$(id)_FILE", "é_FILE", "X_FILES"] {
            let seen = shell.environment(&[(name, "/no/such")]).unwrap();
            assert!(seen.iter().all(|entry| !entry.starts_with('a') && !entry.ends_with("=s")), "{seen:?}");
        }
    });

    both(suite, "does not take OpenSSL's certificates for a secret, nor a name without a file", |shell| {
        let seen =
            shell.environment(&[("SSL_CERT_FILE", "/no/such"), ("X_FILE", ""), ("X", "kept")]).unwrap();
        assert!(seen.contains(&"SSL_CERT_FILE=/no/such".to_owned()));
        assert!(seen.contains(&"X=kept".to_owned()));
    });

    both(suite, "refuses a file that it can't read, and names it", |shell| {
        let folder = shell.folder.path().to_str().unwrap();
        for file in ["/no/such file", "-", folder] {
            let refusal = shell.environment(&[("X_FILE", file)]).unwrap_err();
            assert!(refusal.contains("X_FILE") && refusal.contains(&format!("`{file}`")), "{refusal}");
            assert!(refusal.contains("can't read"), "{refusal}");
        }
    });

    both(suite, "takes an empty file for a secret that is not given", |shell| {
        for content in ["", "\n", "\r\n"] {
            let file = shell.file("empty", content);
            let seen = shell.environment(&[("X_FILE", &file)]).unwrap();
            assert!(seen.contains(&"X=".to_owned()), "{seen:?}");
        }
    });

    both(suite, "refuses a variable that has another value too, and tells neither", |shell| {
        let file = shell.file("secret", "from-file");
        let refusal = shell.environment(&[("X_FILE", &file), ("X", "by-hand")]).unwrap_err();
        assert!(refusal.contains("X and X_FILE are both set"), "{refusal}");
        assert!(!refusal.contains("from-file") && !refusal.contains("by-hand"), "{refusal}");
        for same in ["from-file", ""] {
            let seen = shell.environment(&[("X_FILE", &file), ("X", same)]).unwrap();
            assert!(seen.contains(&"X=from-file".to_owned()), "{seen:?}");
        }
    });

    both(suite, "becomes the command, with its words and its result", |shell| {
        let script = "printf '<%s>' \"$@\"; echo $$; exit 7";
        let mut command = shell.command();
        command.args(["sh", "-c", script, "sh", "a b", "*", "", "$HOME"]);
        let child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
        let id = child.id();
        let said = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&said.stdout), format!("<a b><*><><$HOME>{id}\n"));
        assert_eq!(said.status.code(), Some(7));
    });

    suite.alone_with(
        Judge::Dash,
        "the entry point of a container puts tini before its command, where there is one",
        |_| {
            let shell = Shell::debian();
            let tools = shell.folder.path().join("tools");
            fs::create_dir(&tools).unwrap();
            for tool in ["sh", "awk"] {
                symlink(Path::new("/usr/bin").join(tool), tools.join(tool)).unwrap();
            }
            let said = |words: &[&str]| {
                let mut command = Command::new(words[0]);
                command.args(&words[1..]).env_clear().env("PATH", &tools).current_dir(shell.folder.path());
                String::from_utf8(command.output().unwrap().stdout).unwrap()
            };
            let first = ["/usr/bin/unshare", "--pid", "--fork", "sh", "entrypoint.sh", "sh", "-c", "echo $$"];
            assert_eq!(said(&first), "1\n");
            let tini = shell.file("tools/tini", "#!/bin/sh\necho \"$$ $*\"\n");
            fs::set_permissions(tini, fs::Permissions::from_mode(0o755)).unwrap();
            assert_eq!(said(&first), "1 -- sh -c echo $$\n");
            // Below another tini it is not the first one.
            assert_eq!(said(&["/usr/bin/dash", "entrypoint.sh", "sh", "-c", "echo $#", "sh"]), "0\n");
        },
    );
}

/// Adds the test for Debian's shell, with Debian's tools, and for Alpine's, with its own.
fn both(suite: &mut Suite, sentence: &str, test: fn(&Shell)) {
    suite.ours(&format!("the entry point, by dash, {sentence}"), move || test(&Shell::debian()));
    suite.with(Judge::Busybox, &format!("the entry point, by ash, {sentence}"), move |busybox| {
        test(&Shell::alpine(busybox));
    });
}

pub struct Shell {
    folder: TempDir,
    /// Where it finds its tools.
    path: PathBuf,
}

impl Shell {
    pub fn debian() -> Self {
        Self::with(Path::new("/usr/bin:/bin"))
    }

    pub fn alpine(busybox: &Path) -> Self {
        let mut shell = Self::with(Path::new(""));
        shell.path = shell.folder.path().join("tools");
        fs::create_dir(&shell.path).unwrap();
        for tool in ["sh", "awk", "cat", "env", "id", "printf", "rm"] {
            symlink(busybox, shell.path.join(tool)).unwrap();
        }
        shell
    }

    /// Debian's tools, with another shell than its own.
    pub fn debian_with(sh: &Path) -> Self {
        let mut shell = Self::with(Path::new(""));
        symlink(sh, shell.folder.path().join("sh")).unwrap();
        shell.path = format!("{}:/usr/bin:/bin", shell.folder.path().display()).into();
        shell
    }

    fn with(path: &Path) -> Self {
        let folder = tempfile::Builder::new().prefix("berth-").tempdir().expect("a temporary folder");
        let script = bundle::text(&bundle::repository(), "docker/entrypoint.sh").to_owned();
        fs::write(folder.path().join("entrypoint.sh"), script).unwrap();
        Self { folder, path: path.to_owned() }
    }

    pub fn file(&self, name: &str, content: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The script, still without its command.
    fn command(&self) -> Command {
        let tools = self.path.to_str().unwrap();
        let sh = tools.split(':').map(|folder| Path::new(folder).join("sh")).find(|sh| sh.exists()).unwrap();
        let mut command = Command::new(sh);
        command.arg("entrypoint.sh").env_clear().env("PATH", tools).current_dir(self.folder.path());
        command
    }

    /// The environment that a command gets, or what is said instead.
    pub fn environment(&self, variables: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let Output { status, stdout, stderr } =
            self.command().args(["env", "-0"]).envs(variables.iter().copied()).output().unwrap();
        let stderr = String::from_utf8(stderr).unwrap();
        if !status.success() {
            assert_eq!((status.code(), stdout.len(), stderr.lines().count()), (Some(1), 0, 1), "{stderr}");
            return Err(stderr);
        }
        assert_eq!(stderr, "");
        let stdout = String::from_utf8(stdout).unwrap();
        Ok(stdout.split_terminator('\0').map(str::to_owned).collect())
    }
}
