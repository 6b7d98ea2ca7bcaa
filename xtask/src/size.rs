//! `cargo xtask size`: what the release page weighs on the wire, against its limit.

use crate::{Result, page};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Of all files together, as the system's gzip makes them.
const LIMIT: usize = 600_000;

/// Of the built page in that folder, or of one that is built now.
pub fn size(page: Option<PathBuf>) -> Result {
    let page = page.map_or_else(page::build, Ok)?;
    let (mut raw, mut packed) = (0, 0);
    println!("\n{:<40}{:>10}{:>10}", "file", "raw", "gzip");
    for (name, content) in page::files(&page)? {
        let bytes = (content.len(), gzip(&page.join(&name))?);
        println!("{name:<40}{:>10}{:>10}", bytes.0, bytes.1);
        (raw, packed) = (raw + bytes.0, packed + bytes.1);
    }
    println!("{:<40}{raw:>10}{packed:>10}   of {LIMIT} at most", "all");
    if packed > LIMIT {
        return Err(format!("the page is {} bytes over its limit", packed - LIMIT));
    }
    Ok(())
}

fn gzip(file: &Path) -> Result<usize> {
    let mut gzip = Command::new("gzip");
    let out = gzip.args(["-9", "-n", "-c"]).arg(file).stdin(Stdio::null()).output();
    let out = out.map_err(|e| format!("`gzip` did not start: {e}"))?;
    if out.status.success() { Ok(out.stdout.len()) } else { Err("`gzip` failed".to_string()) }
}
