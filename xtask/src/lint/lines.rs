//! Looks through files line by line.

use crate::{Result, paths};
use std::fs;
use std::path::PathBuf;

/// Fails with all that is wrong by this, each with its file and line. What is deleted but not yet committed, and what is no
/// text, has no lines.
pub fn search(files: impl IntoIterator<Item = PathBuf>, wrong: impl Fn(&str) -> Option<String>) -> Result {
    let root = paths::root();
    let mut found = Vec::new();
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let name = file.strip_prefix(&root).unwrap_or(&file).display();
        for (number, line) in text.lines().enumerate() {
            if let Some(what) = wrong(line) {
                found.push(format!("{name}:{}: {what}: {}", number + 1, line.trim()));
            }
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}
