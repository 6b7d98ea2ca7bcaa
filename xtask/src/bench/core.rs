//! What plan, render and zip cost: `benches/core`, built as the command line is released.

use super::growth;
use crate::{Result, files, paths, run};
use std::process::Command;

pub fn bench() -> Result {
    println!("\nprofile.native: {}", profile()?);
    run::step(
        "core",
        "plan, render and zip of every stack, and of one that grows",
        "2 to 3 min the first time",
    );
    let times = run::live(&mut program());
    let growth = growth::bench(program);
    times.and(growth)
}

/// What is measured, and what is counted.
fn program() -> Command {
    run::cargo(&["bench", "--profile", "native", "--features", "cli", "--bench", "core"])
}

/// As Cargo.toml has it: numbers say nothing without it.
fn profile() -> Result<String> {
    let text = files::text(&paths::root().join("Cargo.toml"))?;
    let (_, profile) = text.split_once("[profile.native]\n").ok_or("Cargo.toml has no [profile.native]")?;
    let lines: Vec<&str> = profile.lines().take_while(|line| !line.is_empty()).collect();
    Ok(lines.join(", "))
}
