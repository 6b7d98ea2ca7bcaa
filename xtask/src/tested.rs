//! The commit that has passed every test here last: what it passed is not run again before its promises are broken.

use crate::{Result, files, paths, run};
use std::path::PathBuf;
use std::process::Command;

pub fn remember() -> Result {
    match commit() {
        Some(commit) => files::write(&file(), commit),
        None => Ok(()),
    }
}

pub fn is_here() -> bool {
    commit().is_some_and(|commit| files::text(&file()).is_ok_and(|tested| tested == commit))
}

fn file() -> PathBuf {
    paths::root().join("target/tested")
}

/// None where something is not committed, or Git is not there.
fn commit() -> Option<String> {
    let git = |words: &[&str]| run::output(Command::new("git").current_dir(paths::root()).args(words)).ok();
    let changed = git(&["status", "--porcelain"])?;
    if changed.is_empty() { git(&["rev-parse", "HEAD"]) } else { None }
}
