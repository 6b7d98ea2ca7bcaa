//! Inputs to begin with: those that were found here before, those that the tree keeps, and texts of its own tests.

use super::build::folder;
use crate::files::{self, made};
use crate::{Result, paths, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Texts that are kept in step with the parsers by others: what is kept of a manifest may be none any more.
const LIVING: [(&str, &str); 3] = [
    ("links", "tests/links/1.txt"),
    ("manifests", "tests/manifests/small.yaml"),
    ("manifests", "tests/fourth/hello/stack.yaml"),
];

/// What a target's inputs may take in the tree, in bytes.
const MOST_KEPT: usize = 200 * 1024;

/// Where inputs are, the one that new ones go to first.
pub fn folders(target: &str) -> Result<Vec<PathBuf>> {
    let found = made(folder().join("corpus").join(target))?;
    let living = made(folder().join("living").join(target))?;
    for (at, (_, path)) in LIVING.iter().filter(|(name, _)| *name == target).enumerate() {
        let text = files::text(&paths::root().join(path))?;
        let parts: Vec<&str> = if path.ends_with(".txt") { text.lines().collect() } else { vec![&text] };
        for (part, text) in parts.iter().enumerate() {
            // Behind a tab is what is expected of it.
            let text = text.split('\t').next().unwrap_or_default();
            files::write(&living.join(format!("{at}-{part}")), text.as_bytes())?;
        }
    }
    let kept = made(kept(target))?;
    Ok(vec![found, kept, living])
}

fn kept(target: &str) -> PathBuf {
    paths::root().join("fuzz/corpus").join(target)
}

/// The fewest and smallest of the inputs that together reach what all do take the place of what the tree keeps.
pub fn keep(built: &Path, target: &str) -> Result {
    let fewest = folder().join("fewest").join(target);
    let _ = fs::remove_dir_all(&fewest);
    let mut merge = Command::new(built.join(target));
    // How often a place is reached makes no difference: the inputs would be ten times as many.
    merge.args(["-set_cover_merge=1", "-use_counters=0", "-max_len=4096", "-timeout=10"]);
    run::output(merge.arg(made(fewest.clone())?).args(folders(target)?))?;

    let files = inputs(&fewest)?;
    let fitting = fitting(&files, MOST_KEPT);
    if fitting.is_empty() {
        return Err(format!("{target}: expected inputs to keep, found none"));
    }
    let kept = kept(target);
    files::remove_folder(&kept)?;
    let kept = made(kept)?;
    for (name, bytes) in fitting {
        files::write(&kept.join(name), bytes)?;
    }
    println!("{target:<10} keeps {} inputs of {}", fitting.len(), files.len());
    Ok(())
}

/// As many as fit, from the first.
fn fitting(files: &[(String, Vec<u8>)], most: usize) -> &[(String, Vec<u8>)] {
    let mut room = most;
    let mut fits = |bytes: &[u8]| room.checked_sub(bytes.len()).map(|left| room = left).is_some();
    let count = files.iter().take_while(|(_, bytes)| fits(bytes)).count();
    &files[..count]
}

/// The smallest first: what they reach, they reach in the least time.
fn inputs(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = files::inside(folder)?.into_iter().map(|path| Ok((name(&path), files::bytes(&path)?)));
    let mut all = read.collect::<Result<Vec<(String, Vec<u8>)>>>()?;
    all.sort_by(|(one, first), (other, second)| (first.len(), one).cmp(&(second.len(), other)));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_are_kept_as_far_as_they_fit() {
        let folder = std::env::temp_dir().join(format!("berth-corpus-{}", std::process::id()));
        made(folder.clone()).unwrap();
        for (name, length) in [("long", 9), ("b", 2), ("a", 2), ("short", 1)] {
            files::write(&folder.join(name), vec![b'x'; length]).unwrap();
        }
        let files = inputs(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let names = |most| fitting(&files, most).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        assert_eq!(names(100), ["short", "a", "b", "long"]);
        assert_eq!(names(5), ["short", "a", "b"]);
        assert_eq!(names(4), ["short", "a"]);
    }
}
