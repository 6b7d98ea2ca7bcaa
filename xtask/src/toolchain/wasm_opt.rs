//! wasm-opt in the version that `Trunk.toml` names. Where it is not on PATH, Trunk fetches it from the internet; this one
//! comes from npm, whose registries are reached from more machines.

use super::{node, trunk_setting};
use crate::{Result, files, paths, run};
use std::process::Command;

/// Makes the release page a fifth smaller on the wire; it is complete without it.
pub fn ensure() -> Result {
    if is_here()? {
        return Ok(());
    }
    let package = format!("binaryen@{}.0.0", number()?);
    let done = node::install(&[&package], "wasm-opt, to make the release page smaller").and_then(|()| {
        files::link(&node::package("binaryen/bin/wasm-opt"), &paths::cargo_home().join("bin/wasm-opt"))
    });
    if let Err(reason) = done {
        println!("  wasm-opt is absent, and the release page larger for it: {reason}");
    }
    Ok(())
}

/// True where Trunk will take the one that is on PATH.
pub fn is_here() -> Result<bool> {
    let Some(program) = paths::program("wasm-opt") else { return Ok(false) };
    // `wasm-opt version 123 (version_123)`
    let text = run::output(Command::new(program).arg("--version")).unwrap_or_default();
    Ok(text.split_whitespace().nth(2) == Some(&number()?))
}

/// `123` of `version_123`, as Trunk has it.
pub fn number() -> Result<String> {
    let version = trunk_setting("wasm_opt")?;
    let number = version.strip_prefix("version_");
    number.map(str::to_string).ok_or_else(|| format!("expected `version_…` in Trunk.toml, found `{version}`"))
}
