//! Tests that run beside others: what they say waits in a file until they are done.

use super::{Tally, counted};
use crate::{Result, files, paths};
use std::fs::File;
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
    pub fn start(name: &'static str, command: &mut Command) -> Result<Self> {
        let said = files::made(paths::root().join("target/beside"))?.join(format!("{name}.txt"));
        let file = File::create(&said).map_err(|e| e.to_string())?;
        let both = file.try_clone().map_err(|e| e.to_string())?;
        let child = command.stdin(Stdio::null()).stdout(file).stderr(both).spawn();
        let child = child.map_err(|e| format!("cargo did not start: {e}"))?;
        println!("→ {name} runs beside the others; it says so far: {}", said.display());
        Ok(Self { name, started: Instant::now(), child, said })
    }

    pub fn finish(mut self) -> Result<Tally> {
        let status = self.child.wait().map_err(|e| e.to_string())?;
        let said = File::open(&self.said).map_err(|e| e.to_string())?;
        counted(said, || Ok(status))
    }
}
