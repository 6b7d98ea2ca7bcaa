//! The release page, as it is deployed.

use crate::{Result, paths, run, toolchain};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Builds the release page and says where it is.
pub fn build() -> Result<PathBuf> {
    toolchain::ensure()?;
    let mut first = Vec::new();
    if !toolchain::has_wasm_opt() {
        println!("  without wasm-opt: the wasm stays as the compiler left it");
        first.push(stand_in("wasm-opt", WASM_OPT)?);
    }
    if cfg!(unix) && toolchain::ensure_sources() {
        let cargo = paths::program("cargo").ok_or("cargo is not on PATH")?;
        first.push(stand_in("cargo", &CARGO.replace("'CARGO'", &format!("'{}'", cargo.display())))?);
    }
    let rest = std::env::split_paths(&paths::search_path()).collect::<Vec<_>>();
    let path = std::env::join_paths(first.into_iter().chain(rest)).map_err(|e| e.to_string())?;
    let mut trunk = trunk()?;
    trunk.args(["build", "--release", "--dist", "target/page"]).env("PATH", path);
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
const WASM_OPT: &str = "#!/bin/sh
[ \"$1\" = --version ] && echo 'wasm-opt version 0' && exit
for a; do case $a in --output=*) out=${a#--output=} ;; -*) ;; *) in=$a ;; esac; done
cp \"$in\" \"$out\"
";

/// Builds the page, and only the page, with its own standard library: a panic ends it at once and says nothing, and no
/// code is there for showing values while debugging. Measured: 8 % of the wasm. The compiler takes these options for
/// unstable ones.
const CARGO: &str = "#!/bin/sh
case \" $* \" in *wasm32-unknown-unknown*)
  export RUSTC_BOOTSTRAP=1
  export CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS='-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none'
esac
exec 'CARGO' \"$@\"
";

/// A folder for the search path, with a script in it that goes by a program's name.
fn stand_in(name: &str, script: &str) -> Result<PathBuf> {
    let folder = paths::root().join("target/stand-ins").join(name);
    let program = folder.join(name);
    fs::create_dir_all(&folder).and_then(|()| fs::write(&program, script)).map_err(|e| e.to_string())?;
    run::output(Command::new("chmod").arg("+x").arg(program))?;
    Ok(folder)
}
