//! `cargo xtask size`: what the page weighs on the wire, against its budget.

use crate::{Result, page};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const BUDGET: usize = 400_000;
/// What a first visit waits for, and what the browser fetches once the page stands.
const AT_START: [(&str, &[&str]); 5] = [
    ("wasm", &[".wasm", ".wasm.packed"]),
    ("script", &[".js"]),
    ("style", &[".css"]),
    ("HTML", &[".html"]),
    ("icon, manifest", &[".svg", ".webmanifest"]),
];
const LATER: [(&str, &[&str]); 2] = [("service worker", &["sw.js"]), ("icons", &[".png"])];

pub fn size() -> Result {
    let page = page::build()?;
    let mut files = Vec::new();
    find(&page, &mut files)?;
    files.sort();

    println!("\n{:<16}{:>10}{:>10}", "part", "raw", "gzip -9");
    let at_start = table(&AT_START, &files)?;
    println!(
        "{:<16}{:>10}{:>10}   of {BUDGET} bytes, by the system's gzip",
        "at the start", at_start.0, at_start.1
    );
    let later = table(&LATER, &files)?;
    println!("{:<16}{:>10}{:>10}   by the browser, once the page stands", "later", later.0, later.1);
    if let Some(file) = files.iter().find(|file| part_of(file).is_none()) {
        return Err(format!("expected a part of the page, found `{}`", file.display()));
    }
    if at_start.1 > BUDGET {
        return Err(format!("the page is {} bytes over its budget", at_start.1 - BUDGET));
    }
    Ok(())
}

/// A line a part, and the sum.
fn table(parts: &[(&str, &[&str])], files: &[PathBuf]) -> Result<(usize, usize)> {
    let mut sum = (0, 0);
    for (name, _) in parts {
        let mut part = (0, 0);
        for file in files.iter().filter(|file| part_of(file) == Some(name)) {
            part.0 += fs::read(file).map_err(|e| e.to_string())?.len();
            part.1 += gzip(file)?;
        }
        println!("{name:<16}{:>10}{:>10}", part.0, part.1);
        sum = (sum.0 + part.0, sum.1 + part.1);
    }
    Ok(sum)
}

fn part_of(file: &Path) -> Option<&'static str> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    // `sw.js` is a script, too.
    let mut parts = LATER.iter().chain(&AT_START);
    parts.find(|part| part.1.iter().any(|end| name.ends_with(end))).map(|part| part.0)
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
