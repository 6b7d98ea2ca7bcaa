//! The wasm32 std: rustup's, or built here where rustup's servers can't be reached.

use super::std_from_debian;
use crate::{Result, paths, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const TARGET: &str = "wasm32-unknown-unknown";

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

/// The compiler that builds the page.
pub struct Compiler {
    pub version: String,
    pub sysroot: PathBuf,
}

impl Compiler {
    pub fn ask() -> Result<Self> {
        let version = run::output(Command::new("rustc").arg("--version"))?;
        let version = version.split_whitespace().nth(1).ok_or("rustc told no version")?.to_string();
        let sysroot = run::output(Command::new("rustc").args(["--print", "sysroot"]))?;
        Ok(Self { version, sysroot: PathBuf::from(sysroot) })
    }

    pub fn rustlib(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib")
    }

    fn has_wasm_std(&self) -> bool {
        has_std(&self.rustlib().join(TARGET).join("lib"))
    }
}

fn has_std(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|e| e.file_name().to_string_lossy().starts_with("libstd-"))
    })
}
