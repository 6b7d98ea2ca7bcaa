//! `cargo xtask size`: what the page weighs on the wire, against its budget.

use crate::{Result, page};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const BUDGET: usize = 250_000;
const PARTS: [(&str, &[&str]); 4] =
    [("wasm", &["wasm"]), ("script", &["js", "mjs"]), ("style", &["css"]), ("HTML", &["html"])];

pub fn size() -> Result {
    let page = page::build()?;
    let mut files = Vec::new();
    find(&page, &mut files)?;
    files.sort();

    println!("\n{:<12}{:>10}{:>10}", "part", "raw", "gzip -9");
    let (mut raw, mut zipped) = (0, 0);
    for name in PARTS.iter().map(|part| part.0).chain(["other"]) {
        let mut part = (0, 0);
        for file in files.iter().filter(|file| part_of(file) == name) {
            part.0 += fs::read(file).map_err(|e| e.to_string())?.len();
            part.1 += gzip(file)?;
        }
        println!("{name:<12}{:>10}{:>10}", part.0, part.1);
        raw += part.0;
        zipped += part.1;
    }
    println!("{:<12}{raw:>10}{zipped:>10}   of {BUDGET} bytes, by the system's gzip", "total");
    if zipped > BUDGET {
        return Err(format!("the page is {} bytes over its budget", zipped - BUDGET));
    }
    Ok(())
}

fn part_of(file: &Path) -> &'static str {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    PARTS.iter().find(|part| part.1.contains(&&*extension)).map_or("other", |part| part.0)
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result {
    for path in fs::read_dir(folder).map_err(|e| e.to_string())?.flatten().map(|entry| entry.path()) {
        if path.is_dir() { find(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

fn gzip(file: &Path) -> Result<usize> {
    let out = Command::new("gzip")
        .args(["-9", "-n", "-c"])
        .arg(file)
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("`gzip` did not start: {e}"))?;
    if out.status.success() { Ok(out.stdout.len()) } else { Err("`gzip` failed".to_string()) }
}
