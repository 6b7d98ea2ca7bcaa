//! Renders the landing step for the page's HTML, by the page's own components.

use crate::{Result, files, paths, run};
use std::path::PathBuf;

const PROGRAM: [&str; 4] = ["--features", "landing", "--bin", "berth-landing"];

/// What `index.html` takes in.
pub fn file() -> PathBuf {
    paths::root().join("target/landing.html")
}

pub fn render() -> Result {
    // First by itself: it says how far it is.
    run::live(run::cargo(&["build"]).args(PROGRAM))?;
    let html = run::output(run::cargo(&["run", "--quiet"]).args(PROGRAM))?;
    files::write_if_new(&file(), &html)
}
