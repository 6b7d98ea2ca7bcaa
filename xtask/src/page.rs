//! The release page, as it is deployed.

use crate::{Result, paths, run, toolchain};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Builds the release page and says where it is.
pub fn build() -> Result<PathBuf> {
    toolchain::ensure()?;
    let mut trunk = trunk()?;
    trunk.args(["build", "--release", "--dist", "target/page"]);
    if !toolchain::has_wasm_opt() {
        println!("  without wasm-opt: the wasm stays as the compiler left it");
        let folder = stand_in_for_wasm_opt()?;
        let path =
            std::env::join_paths(std::iter::once(folder).chain(std::env::split_paths(&paths::search_path())))
                .map_err(|e| e.to_string())?;
        trunk.env("PATH", path);
    }
    run::step("release page", "target/page", "1 to 2 min");
    run::watched(&mut trunk)?;
    Ok(paths::root().join("target/page"))
}

/// Trunk, at the workspace's root. It takes the value of `NO_COLOR` for true or false, and stops at `1`.
pub fn trunk() -> Result<Command> {
    let mut trunk = Command::new(paths::program("trunk").ok_or("trunk is not installed")?);
    trunk.current_dir(paths::root()).env("PATH", paths::search_path()).env_remove("NO_COLOR");
    Ok(trunk)
}

/// Trunk fetches a missing wasm-opt from the internet; this one copies its input.
fn stand_in_for_wasm_opt() -> Result<PathBuf> {
    const SCRIPT: &str = "#!/bin/sh
[ \"$1\" = --version ] && echo 'wasm-opt version 0' && exit
for a; do case $a in --output=*) out=${a#--output=} ;; -*) ;; *) in=$a ;; esac; done
cp \"$in\" \"$out\"
";
    let folder = paths::root().join("target/no-wasm-opt");
    let program = folder.join("wasm-opt");
    fs::create_dir_all(&folder).and_then(|()| fs::write(&program, SCRIPT)).map_err(|e| e.to_string())?;
    run::output(Command::new("chmod").arg("+x").arg(program))?;
    Ok(folder)
}
