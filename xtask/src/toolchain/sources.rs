//! The standard library's sources, so that the release page can be built on one that carries no messages for panics.

use super::std_from_debian;
use super::wasm_std::Compiler;
use crate::{Result, debian, paths, run};
use std::fs;
use std::process::Command;

/// True where the sources are there, now or already. The page is complete without them, and larger.
pub fn ensure() -> bool {
    match Compiler::ask().and_then(|compiler| find_or_fetch(&compiler)) {
        Ok(()) => true,
        Err(reason) => {
            println!("  without the standard library's sources the release page is larger: {reason}");
            false
        }
    }
}

fn find_or_fetch(compiler: &Compiler) -> Result {
    let place = compiler.rustlib().join("src/rust/library");
    let is_there = || place.join("std").is_dir();
    if is_there() {
        return Ok(());
    }
    run::step(
        "rust-src",
        "the standard library's sources, to make the release page smaller",
        "half a minute",
    );
    let added = paths::program("rustup").ok_or("rustup is not here".to_string()).and_then(|rustup| {
        let mut rustup = Command::new(rustup);
        run::watched(rustup.args(["component", "add", "rust-src"]).env("RUSTUP_MAX_RETRIES", "1"))
    });
    if added.is_ok() && is_there() {
        return Ok(());
    }
    if !debian::here() {
        return Err("rustup has none, and there is no Debian to ask".to_string());
    }
    let kept = paths::cache().join("rust-src");
    let library = std_from_debian::unpack_sources(compiler, &kept)?;
    let _ = fs::remove_file(&place);
    fs::create_dir_all(compiler.rustlib().join("src/rust")).map_err(|e| e.to_string())?;
    std_from_debian::link(&library, &place)
}
