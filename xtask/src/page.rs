//! The release page, as it is deployed: what plain `trunk build --release` makes.

use crate::{Result, paths, run, toolchain};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the release page and says where it is.
pub fn build() -> Result<PathBuf> {
    toolchain::ensure()?;
    let page = paths::root().join("target/page");
    run::step("release page", "target/page", "1 to 2 min");
    run::watched(&mut release_into(&page)?)?;
    Ok(page)
}

pub fn release_into(folder: &Path) -> Result<Command> {
    let mut trunk = trunk()?;
    trunk.args(["build", "--release", "--dist"]).arg(folder);
    toolchain::do_without_wasm_opt(&mut trunk)?;
    Ok(trunk)
}

/// Trunk, at the workspace's root. It takes the value of `NO_COLOR` for true or false, and stops at `1`.
pub fn trunk() -> Result<Command> {
    let mut trunk = Command::new(paths::program("trunk").ok_or("trunk is not installed")?);
    trunk.current_dir(paths::root()).env("PATH", paths::search_path()).env_remove("NO_COLOR");
    Ok(trunk)
}
