//! What substitutes of base images are made of, where no registry of images is reached: Node and pip by their registries'
//! own clients, and how this machine's clients are set up to trust those. All of it stays in the cache folder.

use crate::{Result, paths, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each major of Node, and the newest npm and corepack that run on all of them.
const NODES: &[&str] = &["20", "22"];
const NPM: &[&str] = &["npm@10", "corepack@0.34"];

/// The folder with all of them, as `tests/real/images/Dockerfile` copies them.
pub fn gather() -> Result<PathBuf> {
    let folder = paths::cache().join("real");
    fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    for major in NODES {
        node(&folder, major)?;
    }
    if !folder.join("npm/node_modules/corepack").is_dir() {
        npm_install(&folder.join("npm"), NPM)?;
    }
    if !folder.join("pip/pip").is_dir() {
        pip(&folder.join("pip"))?;
    }
    trust(&folder)?;
    Ok(folder)
}

fn node(folder: &Path, major: &str) -> Result {
    let program = folder.join(format!("node{major}"));
    if program.is_file() {
        return Ok(());
    }
    let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" };
    let package = format!("node-linux-{architecture}");
    let unpacked = folder.join(format!("unpacked-{major}"));
    npm_install(&unpacked, &[&format!("{package}@{major}")])?;
    let from = unpacked.join("node_modules").join(package).join("bin/node");
    fs::rename(&from, &program).map_err(|e| format!("{}: {e}", from.display()))?;
    fs::remove_dir_all(unpacked).map_err(|e| e.to_string())
}

fn npm_install(into: &Path, packages: &[&str]) -> Result {
    let npm = paths::program("npm").ok_or("npm is not here; Node.js brings it")?;
    run::step(&packages.join(", "), "a part of the substitutes of base images", "about 20 s");
    fs::create_dir_all(into).map_err(|e| e.to_string())?;
    let mut command = Command::new(npm);
    command.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(into);
    run::watched(command.args(packages))
}

fn pip(into: &Path) -> Result {
    let python = paths::program("python3").ok_or("python3 is not here")?;
    run::step("pip, setuptools, wheel", "a part of the substitutes of base images", "about 10 s");
    let mut command = Command::new(python);
    command.args(["-m", "pip", "install", "--quiet", "--no-compile", "--target"]).arg(into);
    run::watched(command.args(["pip", "setuptools", "wheel"]))
}

/// Where this machine's clients look for packages, and whom they trust.
fn trust(folder: &Path) -> Result {
    const IN_THE_IMAGE: &str = "/etc/ssl/certs/ca-certificates.crt";
    let trusted = std::env::var("SSL_CERT_FILE").unwrap_or_else(|_| IN_THE_IMAGE.to_string());
    fs::copy(&trusted, folder.join("trusted.crt")).map_err(|e| format!("{trusted}: {e}"))?;
    let npm = run::output(
        Command::new(paths::program("npm").ok_or("npm is not here")?).args(["config", "get", "registry"]),
    )?;
    let npmrc = format!("cafile={IN_THE_IMAGE}\nregistry={npm}\n");
    fs::write(folder.join("npmrc"), npmrc).map_err(|e| e.to_string())?;
    let python = paths::program("python3").ok_or("python3 is not here")?;
    let index = run::output(Command::new(python).args(["-m", "pip", "config", "get", "global.index-url"]));
    let index = index.map(|index| format!("index-url = {index}\n")).unwrap_or_default();
    let pip = format!("[global]\ncert = {IN_THE_IMAGE}\ndisable-pip-version-check = 1\n{index}");
    fs::write(folder.join("pip.conf"), pip).map_err(|e| e.to_string())
}
