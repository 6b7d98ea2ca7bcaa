//! Packages of npm, kept in the cache folder.

use crate::{Result, paths, run};
use std::path::PathBuf;
use std::process::Command;

/// Where a package's file is once it is installed.
pub fn package(file: &str) -> PathBuf {
    paths::cache().join("node/node_modules").join(file)
}

/// Installs all packages in one go.
pub fn install(packages: &[&str], why: &str) -> Result {
    let npm = paths::program("npm").ok_or("npm is not here; Node.js brings it")?;
    run::step(&packages.join(", "), why, "about 10 s");
    run::watched(
        Command::new(npm)
            .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
            .arg(paths::cache().join("node"))
            .args(packages),
    )
}
