//! The commit that has passed every test here last: what it passed is not run again before its promises are broken.

use crate::{Result, files, paths, run};
use std::path::PathBuf;

/// What is in the checkout: a commit, where nothing is changed and Git is there.
pub fn commit() -> Option<String> {
    let changed = run::git(&["status", "--porcelain"]).ok()?;
    if changed.is_empty() { run::git(&["rev-parse", "HEAD"]).ok() } else { None }
}

/// It has passed, if the checkout still is what it was when the tests began.
pub fn remember(began: Option<&str>) -> Result {
    match commit() {
        Some(commit) if began == Some(&*commit) => files::write(&file(), commit),
        _ => Ok(()),
    }
}

pub fn is_here() -> bool {
    commit().is_some_and(|commit| files::text(&file()).is_ok_and(|tested| tested == commit))
}

fn file() -> PathBuf {
    paths::root().join("target/tested")
}
