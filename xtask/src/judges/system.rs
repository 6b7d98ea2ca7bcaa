//! A whole Debian system in one archive, for images that nobody can pull: unpacked only, so that it takes a minute and
//! runs nothing of its packages on this machine.

use crate::{Result, debian, files, paths, run};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::process::Command;

/// Where the one of these packages is, or will be. Others make another.
pub fn archive(packages: &[String]) -> PathBuf {
    let digest = Sha256::digest(packages.join(" "));
    let name: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    paths::cache().join("system").join(format!("{name}.tar"))
}

pub fn make(suite: &str, packages: &[String], job: &str) -> Result {
    let program = paths::needed("mmdebstrap")?;
    if debian::as_root() != Some(vec![]) {
        return Err("only root can keep its files' owners".to_string());
    }
    run::step("a Debian system", job, "about 1 min, 700 MB");
    let archive = archive(packages);
    let unfinished = archive.with_extension("part.tar");
    files::made(paths::cache().join("system"))?;
    let mut command = Command::new(program);
    command.args(["--variant=extract", "--mode=root", "--quiet"]);
    for kind in ["doc", "locale", "man"] {
        command.arg(format!("--dpkgopt=path-exclude=/usr/share/{kind}/*"));
    }
    command.arg(format!("--include={}", packages.join(","))).arg(suite).arg(&unfinished);
    run::watched(command.arg(debian::source(suite)?))?;
    files::rename(&unfinished, &archive)
}
