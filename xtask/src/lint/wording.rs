//! The project speaks of itself only: no tracked file names a folder of somebody's machine.

use crate::{Result, paths, run};
use std::fs;
use std::process::Command;

pub fn check() -> Result {
    let root = paths::root();
    let mut own = vec![concat!("/wo", "rk/").to_string(), concat!("/ro", "ot/").to_string()];
    own.push(root.display().to_string());
    own.push(format!("{}/", paths::home().display()));

    let files = run::output(Command::new("git").args(["ls-files"]).current_dir(&root))?;
    let mut found = Vec::new();
    for file in files.lines() {
        // What is deleted but not yet committed, and what is no text, has no words.
        let Ok(text) = fs::read_to_string(root.join(file)) else { continue };
        for (number, line) in text.lines().enumerate() {
            if own.iter().any(|path| names(line, path)) {
                found.push(format!("{file}:{}: a folder of one machine: {}", number + 1, line.trim()));
            }
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}

/// Whether the line has this absolute path, and not only as the middle of a longer one.
fn names(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '}' | '$'))
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn only_an_absolute_path_is_one() {
        assert!(names("see /srv/code/x", "/srv/code/"));
        assert!(!names("see a/srv/code/x", "/srv/code/"));
        assert!(!names("see ./srv/code/x", "/srv/code/"));
    }
}
