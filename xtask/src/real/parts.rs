//! What substitutes of base images are made of, where no registry of images is reached: Node and pip by their registries'
//! own clients, and how this machine's clients are set up to trust those. All of it stays in the cache folder.

use crate::toolchain::node;
use crate::{Result, files, paths, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each major of Node, and the newest npm and corepack that run on all of them.
const NODES: &[&str] = &["20", "22"];
const NPM: &[&str] = &["npm@10", "corepack@0.34"];
const WHY: &str = "a part of the substitutes of base images";

/// The folder with all of them, as `tests/real/images/Dockerfile` copies them.
pub fn gather() -> Result<PathBuf> {
    let folder = files::made(paths::cache().join("real"))?;
    for major in NODES {
        node_program(&folder, major)?;
    }
    if !folder.join("npm/node_modules/corepack").is_dir() {
        node::install_into(&folder.join("npm"), NPM, WHY)?;
    }
    if !folder.join("pip/pip").is_dir() {
        pip(&folder.join("pip"))?;
    }
    trust(&folder)?;
    Ok(folder)
}

fn node_program(folder: &Path, major: &str) -> Result {
    let program = folder.join(format!("node{major}"));
    if program.is_file() {
        return Ok(());
    }
    let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" };
    let package = format!("node-linux-{architecture}");
    let unpacked = folder.join(format!("unpacked-{major}"));
    node::install_into(&unpacked, &[&format!("{package}@{major}")], WHY)?;
    let from = unpacked.join("node_modules").join(package).join("bin/node");
    files::rename(&from, &program)?;
    files::remove_folder(&unpacked)
}

fn pip(into: &Path) -> Result {
    let python = paths::needed("python3")?;
    run::step("pip, setuptools, wheel", WHY, "about 10 s");
    let mut command = Command::new(python);
    command.args(["-m", "pip", "install", "--quiet", "--no-compile", "--target"]).arg(into);
    run::watched(command.args(["pip", "setuptools", "wheel"]))
}

/// Where this machine's clients look for packages, and whom they trust.
fn trust(folder: &Path) -> Result {
    const IN_THE_IMAGE: &str = "/etc/ssl/certs/ca-certificates.crt";
    let trusted = std::env::var("SSL_CERT_FILE").unwrap_or_else(|_| IN_THE_IMAGE.to_string());
    files::write(&folder.join("trusted.crt"), files::bytes(Path::new(&trusted))?)?;
    let npm = run::output(Command::new(node::program()?).args(["config", "get", "registry"]))?;
    let npmrc = format!("cafile={IN_THE_IMAGE}\nregistry={npm}\n");
    files::write(&folder.join("npmrc"), npmrc)?;
    let python = paths::needed("python3")?;
    let index = run::output(Command::new(python).args(["-m", "pip", "config", "get", "global.index-url"]));
    let index = index.map(|index| format!("index-url = {index}\n")).unwrap_or_default();
    let pip = format!("[global]\ncert = {IN_THE_IMAGE}\ndisable-pip-version-check = 1\n{index}");
    files::write(&folder.join("pip.conf"), pip)
}
