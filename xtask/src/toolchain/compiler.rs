//! The compiler, and what it builds the page for.

use crate::{Result, files, run};
use std::path::PathBuf;
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
        let is_std =
            |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().starts_with("libstd-");
        files::inside(&self.rustlib().join(TARGET).join("lib")).is_ok_and(|all| all.iter().any(is_std))
    }
}
