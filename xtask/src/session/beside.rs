//! Tests that run beside others: what they say waits in a file until they are done.

use super::Lines;
use crate::{Result, paths};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

pub struct Beside {
    pub name: &'static str,
    pub started: Instant,
    child: Child,
    said: PathBuf,
}

impl Beside {
    pub fn start(name: &'static str, command: &mut Command, started: Instant) -> Result<Self> {
        let folder = paths::root().join("target/beside");
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        let said = folder.join(format!("{name}.txt"));
        let file = File::create(&said).map_err(|e| e.to_string())?;
        let both = file.try_clone().map_err(|e| e.to_string())?;
        let child = command.stdin(Stdio::null()).stdout(file).stderr(both).spawn();
        let child = child.map_err(|e| format!("cargo did not start: {e}"))?;
        println!("→ {name} runs beside the others; it says so far: {}", said.display());
        Ok(Self { name, started, child, said })
    }

    pub fn finish(mut self) -> Result<Lines> {
        let status = self.child.wait().map_err(|e| e.to_string())?;
        let said = File::open(&self.said).map_err(|e| e.to_string())?;
        super::counted(said, || Ok(status))
    }
}
