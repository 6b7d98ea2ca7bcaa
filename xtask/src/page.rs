//! The release page, as it is deployed: what plain `trunk build --release` makes.

use crate::{Result, paths, run, toolchain};
use std::collections::BTreeMap;
use std::fs;
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

/// The built page in the folder that a command is given, or one that is built now.
pub fn given_or_built(args: &[String]) -> Result<PathBuf> {
    match args {
        [] => build(),
        [folder] => Ok(PathBuf::from(folder)),
        [_, more, ..] => Err(format!("expected the folder of a built page at most, found `{more}`")),
    }
}

/// The content of each file of a built page, by the file's name. Ready bundles lie in a folder of their own beside them.
pub fn files(page: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let entries = fs::read_dir(page).map_err(|e| format!("{}: {e}", page.display()))?;
    let content = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        fs::read(entry.path()).map(|content| (name.clone(), content)).map_err(|e| format!("{name}: {e}"))
    };
    entries.flatten().filter(|entry| entry.path().is_file()).map(content).collect()
}

/// Trunk, at the workspace's root. It takes the value of `NO_COLOR` for true or false, and stops at `1`.
pub fn trunk() -> Result<Command> {
    let mut trunk = Command::new(paths::program("trunk").ok_or("trunk is not installed")?);
    trunk.current_dir(paths::root()).env("PATH", paths::search_path()).env_remove("NO_COLOR");
    Ok(trunk)
}
