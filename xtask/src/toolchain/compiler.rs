//! The compiler, and what it builds the page for.

use crate::{Result, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const TARGET: &str = "wasm32-unknown-unknown";

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

    pub fn has_wasm_std(&self) -> bool {
        has_std(&self.rustlib().join(TARGET).join("lib"))
    }
}

fn has_std(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|e| e.file_name().to_string_lossy().starts_with("libstd-"))
    })
}
