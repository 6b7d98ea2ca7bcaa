//! The release page, as it is deployed: what plain `trunk build --release` makes.

use crate::{Result, files, paths, run, toolchain};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the release page and says where it is.
pub fn build() -> Result<PathBuf> {
    toolchain::ensure()?;
    let page = paths::root().join("target/page");
    let mut trunk = trunk()?;
    trunk.args(["build", "--release", "--dist"]).arg(&page);
    toolchain::do_without_wasm_opt(&mut trunk)?;
    run::step("release page", "target/page", "1 to 2 min");
    run::watched(&mut trunk)?;
    Ok(page)
}

/// The content of each file of a built page, by the file's name. Ready bundles lie in a folder of their own beside them.
pub fn files(page: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let found = files::inside(page)?.into_iter().filter(|path| path.is_file());
    found.map(|path| Ok((name(&path), files::bytes(&path)?))).collect()
}

/// Trunk, at the workspace's root. It takes the value of `NO_COLOR` for true or false, and stops at `1`.
pub fn trunk() -> Result<Command> {
    let mut trunk = Command::new(paths::needed("trunk")?);
    trunk.current_dir(paths::root()).env("PATH", paths::search_path()).env_remove("NO_COLOR");
    Ok(trunk)
}
