//! The wasm32 std: rustup's, or built here where rustup's servers can't be reached.

use super::compiler::{Compiler, TARGET};
use super::std_from_debian;
use crate::{Result, paths, run};
use std::process::Command;

pub fn ensure() -> Result {
    let compiler = Compiler::ask()?;
    if compiler.has_wasm_std() {
        return Ok(());
    }
    run::step("wasm32 std", "the standard library that the page is built on", "20 s by rustup, else 2 min");
    let reason = match rustup_adds_it() {
        Ok(()) if compiler.has_wasm_std() => return Ok(()),
        Ok(()) => "rustup added it to another toolchain".to_string(),
        Err(reason) => reason,
    };
    let reason = reason.lines().find(|line| line.starts_with("error")).unwrap_or(&reason);
    println!("  rustup can't: {reason}");
    std_from_debian::build(&compiler).map_err(|why| {
        format!(
            "no {TARGET} for rustc {}: {why}\n\
             By hand: `rustup target add {TARGET}` where the internet is reached, or install a rustc that has it.",
            compiler.version
        )
    })
}

fn rustup_adds_it() -> Result {
    let rustup = paths::program("rustup").ok_or("it is not here")?;
    run::watched(Command::new(rustup).args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "1"))
}
