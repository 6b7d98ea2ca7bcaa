//! What plan, render and zip cost: `benches/core`, built as the command line is released.

use super::core_program::command;
use super::growth;
use crate::{Result, paths, run};
use std::fs;

pub fn bench() -> Result {
    println!("\nprofile.native: {}", profile()?);
    run::step(
        "core",
        "plan, render and zip of every stack, and of one that grows",
        "2 to 3 min the first time",
    );
    let times = run::live(&mut command());
    let growth = growth::bench();
    times.and(growth)
}

/// As Cargo.toml has it: numbers say nothing without it.
fn profile() -> Result<String> {
    let file = paths::root().join("Cargo.toml");
    let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let (_, profile) = text.split_once("[profile.native]\n").ok_or("Cargo.toml has no [profile.native]")?;
    let lines: Vec<&str> = profile.lines().take_while(|line| !line.is_empty()).collect();
    Ok(lines.join(", "))
}
