//! Packages of npm, kept in the cache folder.

use crate::{Result, files, paths, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a package's file is once it is installed.
pub fn package(file: &str) -> PathBuf {
    paths::cache().join("node/node_modules").join(file)
}

/// Installs all packages in one go.
pub fn install(packages: &[&str], why: &str) -> Result {
    install_into(&paths::cache().join("node"), packages, why)
}

pub fn install_into(folder: &Path, packages: &[&str], why: &str) -> Result {
    run::step(&packages.join(", "), why, "about 10 s");
    let mut npm = Command::new(program()?);
    npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
        .arg(files::made(folder.to_path_buf())?);
    run::watched(npm.args(packages))
}

pub fn program() -> Result<PathBuf> {
    paths::program("npm").ok_or_else(|| "npm is not here; Node.js brings it".to_string())
}
