//! The project speaks of itself only: no tracked file names a folder of somebody's machine.

use super::lines;
use crate::{Result, paths, run};

pub fn check() -> Result {
    let root = paths::root();
    let mut own = vec![concat!("/wo", "rk/").to_string(), concat!("/ro", "ot/").to_string()];
    own.push(root.display().to_string());
    own.push(format!("{}/", paths::home().display()));

    let files = run::git(&["ls-files"])?;
    lines::search(files.lines().map(|file| root.join(file)), |line| {
        own.iter().any(|path| names(line, path)).then(|| "a folder of one machine".to_string())
    })
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
