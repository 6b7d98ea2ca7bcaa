//! What plan, render and zip cost: `benches/core`, built as the command line is released.

use crate::{Result, paths, run};
use std::fs;

pub fn bench() -> Result {
    println!("\nprofile.release: {}", release_profile()?);
    run::step(
        "core",
        "plan, render and zip of every stack, and of one that grows",
        "2 to 3 min the first time",
    );
    let mut command = run::cargo();
    // Cargo's profile for benches inherits the one for releases, which nothing here changes.
    command.args(["bench", "--features", "cli", "--bench", "core"]);
    run::live(command.current_dir(paths::root()))
}

/// As Cargo.toml has it: numbers say nothing without it.
fn release_profile() -> Result<String> {
    let file = paths::root().join("Cargo.toml");
    let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let (_, profile) = text.split_once("[profile.release]\n").ok_or("Cargo.toml has no [profile.release]")?;
    let lines: Vec<&str> = profile.lines().take_while(|line| !line.is_empty()).collect();
    Ok(lines.join(", "))
}
