//! What builds the page: the wasm std, Trunk, wasm-bindgen and, where it can be had, wasm-opt.

mod compiler;
pub mod node;
mod std_from_debian;
mod wasm_opt;
mod wasm_std;
mod without_wasm_opt;

use crate::{Result, files, paths, run};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

pub use wasm_opt::is_here as has_wasm_opt;
pub use wasm_std::ensure as ensure_wasm_std;
pub use without_wasm_opt::stand_in as do_without_wasm_opt;

/// Installs whatever of the page's toolchain is missing; says nothing where all is there.
pub fn ensure() -> Result {
    wasm_std::ensure()?;
    ensure_program(
        "trunk",
        &trunk_setting("trunk-version")?,
        "builds and serves the page",
        "about 3 min",
        &["trunk", "--locked", "--features", "rustls"],
    )?;
    // Not `--locked`: its own lock can name crates that a mirror lacks.
    ensure_program(
        "wasm-bindgen",
        &locked("wasm-bindgen")?,
        "ties the wasm to the browser",
        "about 1 min",
        &["wasm-bindgen-cli"],
    )?;
    wasm_opt::ensure()?;
    let programs = paths::cargo_home().join("bin");
    if !env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|folder| folder == programs) {
        println!("  note: put {} on PATH to use `trunk` by itself", programs.display());
    }
    Ok(())
}

/// The name of the machine that all is built on, as Rust has it.
pub fn host() -> Result<String> {
    let said = run::output(Command::new("rustc").arg("-vV").env("PATH", paths::search_path()))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_string).ok_or_else(|| "rustc -vV names no host".to_string())
}

/// The version of a crate in `Cargo.lock`.
fn locked(name: &str) -> Result<String> {
    let lock = files::text(&paths::root().join("Cargo.lock"))?;
    let of_it = format!("\nname = \"{name}\"\n");
    let package = lock.split("[[package]]").find(|package| package.contains(&of_it));
    package
        .and_then(|package| quoted(package, "version"))
        .ok_or_else(|| format!("Cargo.lock has no `{name}`"))
}

/// A text that `Trunk.toml` sets.
fn trunk_setting(key: &str) -> Result<String> {
    let config = files::text(&paths::root().join("Trunk.toml"))?;
    quoted(&config, key).ok_or_else(|| format!("Trunk.toml has no `{key}`"))
}

/// The text in quotes of a line `key = "text"`.
fn quoted(text: &str, key: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(&format!("{key} = ")))?;
    line.split('"').nth(1).map(str::to_string)
}

/// `install` is what Cargo is told: the crate, and more.
fn ensure_program(name: &str, version: &str, why: &str, about: &str, install: &[&str]) -> Result {
    if installed_version(name).as_deref() == Some(version) {
        return Ok(());
    }
    run::step(&format!("{name} {version}"), why, about);
    let version_of_it = format!("={version}");
    cargo_install(&paths::cargo_home(), &[install, &["--version", &version_of_it, "--force"]].concat())?;
    match installed_version(name) {
        Some(found) if found == version => Ok(()),
        Some(found) => {
            Err(format!("expected {name} {version}, found {found}: an older one is earlier on PATH"))
        }
        None => Err(format!("{name} was installed, but is not found on PATH")),
    }
}

/// `0.2.1` of a program that answers `--version` with `name 0.2.1`.
fn installed_version(name: &str) -> Option<String> {
    let text = run::output(Command::new(paths::program(name)?).arg("--version")).ok()?;
    text.split_whitespace().nth(1).map(str::to_string)
}

/// Unoptimised and without debug information: built in a third of the time, and as good for what is built by it.
pub fn cargo_install(root: &Path, what: &[&str]) -> Result {
    // A folder of its own: another install, begun beside this one, removes its own.
    let build = paths::cache().join("build").join(what[0]);
    let mut cargo = run::cargo(&["install"]);
    cargo.args(what).args(["--debug", "--no-default-features", "--root"]).arg(root);
    cargo.env("CARGO_TARGET_DIR", &build).env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    let result = run::watched(cargo.current_dir(paths::home()));
    let _ = fs::remove_dir_all(build);
    result
}
