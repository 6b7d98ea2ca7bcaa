//! Debian's packages: installed by the machine's own apt, or taken from another suite and only unpacked.

use crate::{Result, files, paths, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether this machine has apt at all.
pub fn here() -> bool {
    paths::program("apt-get").is_some() && paths::program("dpkg-deb").is_some()
}

/// Whether packages can be installed here at all.
pub fn installs() -> bool {
    here() && as_root().is_some()
}

/// The words before a command that must be run as root: none for root, `sudo -n` where it asks nothing.
pub fn as_root() -> Option<Vec<&'static str>> {
    let id = run::output(Command::new("id").arg("-u")).unwrap_or_default();
    if id == "0" {
        return Some(vec![]);
    }
    run::output(Command::new("sudo").args(["-n", "true"])).ok().map(|_| vec!["sudo", "-n"])
}

/// Installs all packages in one go; needs root.
pub fn install(packages: &[&str]) -> Result {
    let Some(root) = as_root() else {
        return Err(format!("not root, so run this by hand: sudo apt-get install {}", packages.join(" ")));
    };
    let apt = |args: &[&str]| {
        let own = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"];
        let words = [&root[..], &own, args].concat();
        run::watched(Command::new(words[0]).args(&words[1..]))
    };
    apt(&["update"])?;
    apt(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}

/// The Debian archive that this machine is set up for.
fn mirror() -> Result<String> {
    let lines = run::output(Command::new("apt-get").args(["indextargets", "--format", "$(REPO_URI)"]))?;
    lines
        .lines()
        .find(|line| line.ends_with("/debian/"))
        .map(str::to_string)
        .ok_or_else(|| "apt knows no Debian archive on this machine".to_string())
}

/// A suite as apt's lists name it.
pub fn source(suite: &str) -> Result<String> {
    let keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
    Ok(format!("deb [signed-by={keys}] {} {suite} main", mirror()?))
}

/// One suite of the archive, read by an apt of its own that changes nothing on the machine.
pub struct Suite {
    folder: PathBuf,
    config: PathBuf,
}

impl Suite {
    pub fn read(name: &str) -> Result<Self> {
        let folder = paths::cache().join("apt").join(name);
        for part in ["lists/partial", "cache/archives/partial", "debs"] {
            files::made(folder.join(part))?;
        }
        let list = format!("{}\n", source(name)?);
        let at = folder.display();
        let config = format!(
            "Dir::Etc::sourcelist \"{at}/sources.list\";\nDir::Etc::sourceparts \"/dev/null\";\n\
             Dir::State::lists \"{at}/lists\";\nDir::Cache \"{at}/cache\";\n\
             Acquire::Languages \"none\";\nAPT::Sandbox::User \"root\";\n"
        );
        files::write(&folder.join("sources.list"), list)?;
        files::write(&folder.join("apt.conf"), config)?;
        let suite = Self { config: folder.join("apt.conf"), folder };
        run::output(suite.apt("apt-get").args(["update", "-qq"]))?;
        Ok(suite)
    }

    /// The package's versions, newest first.
    pub fn versions(&self, package: &str) -> Vec<String> {
        let table = run::output(self.apt("apt-cache").args(["madison", package])).unwrap_or_default();
        table.lines().filter_map(|line| line.split('|').nth(1)).map(|v| v.trim().to_string()).collect()
    }

    /// Unpacks the package's files into a folder; runs none of its scripts.
    pub fn unpack(&self, package: &str, version: &str, into: &Path) -> Result {
        let debs = self.folder.join("debs");
        let mut download = self.apt("apt-get");
        run::watched(download.args(["download", "-q", &format!("{package}={version}")]).current_dir(&debs))?;
        let begin = format!("{package}_");
        let is_of_it =
            |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().starts_with(&begin);
        let deb = files::inside(&debs)?.into_iter().find(is_of_it);
        let deb = deb.ok_or_else(|| format!("apt downloaded no `{package}`"))?;
        run::output(Command::new("dpkg-deb").arg("-x").arg(&deb).arg(files::made(into.to_path_buf())?))?;
        fs::remove_file(deb).map_err(|e| e.to_string())
    }

    fn apt(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("APT_CONFIG", &self.config);
        command
    }
}
