//! The copy of the project in which things are broken.

use crate::{Result, files, mirror};
use std::path::{Path, PathBuf};

pub struct Copy(PathBuf);

impl Copy {
    /// Below `home`, where it builds as well.
    pub fn make(root: &Path, home: &Path) -> Result<Self> {
        let tree = home.join("tree");
        mirror::project(root, &tree, &[], mirror::For::Mutants)?;
        Ok(Self(tree))
    }

    pub fn tree(&self) -> &Path {
        &self.0
    }

    /// With something else in place of one piece of a file, for as long as that takes.
    pub fn with<T>(&self, file: &str, find: &str, put: &str, then: impl FnOnce() -> T) -> Result<T> {
        let path = self.0.join(file);
        let whole = files::text(&path)?;
        files::write(&path, replaced(&whole, find, put).map_err(|reason| format!("{file}: {reason}"))?)?;
        let result = then();
        files::write(&path, whole)?;
        Ok(result)
    }
}

/// The text with one piece of it replaced, which must be there once and not twice.
pub fn replaced(text: &str, find: &str, put: &str) -> Result<String> {
    match text.matches(find).count() {
        1 if find != put => Ok(text.replacen(find, put, 1)),
        1 => Err("the break changes nothing".to_string()),
        times => Err(format!("the break no longer applies: expected `{find}` once, found it {times} times")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths;
    use std::fs;

    fn project(name: &str) -> (PathBuf, PathBuf) {
        let home = paths::root().join("target/mutants-tests").join(name);
        let _ = fs::remove_dir_all(&home);
        let root = home.join("project");
        fs::create_dir_all(root.join("src/deep")).expect("folders");
        fs::create_dir_all(root.join("target")).expect("folders");
        for (file, text) in [("src/deep/a.rs", "one two two"), ("Cargo.toml", "x"), ("target/big", "")] {
            fs::write(root.join(file), text).expect("a file");
        }
        (root, home)
    }

    #[test]
    fn what_is_broken_is_whole_again_afterwards_and_the_project_never_changes() {
        let (root, home) = project("whole");
        let copy = Copy::make(&root, &home).expect("a copy");
        let file = copy.tree().join("src/deep/a.rs");
        let seen = copy.with("src/deep/a.rs", "one", "1", || fs::read_to_string(&file).expect("text"));
        assert_eq!(seen.as_deref(), Ok("1 two two"));
        for file in [file, root.join("src/deep/a.rs")] {
            assert_eq!(fs::read_to_string(file).expect("text"), "one two two");
        }
        assert!(!copy.tree().join("target").exists());
    }

    #[test]
    fn a_run_that_was_ended_leaves_nothing_broken_for_the_next_one() {
        let (root, home) = project("ended");
        let copy = Copy::make(&root, &home).expect("a copy");
        fs::write(copy.tree().join("src/deep/a.rs"), "broken").expect("a file");
        fs::write(copy.tree().join("src/new.rs"), "").expect("a file");
        let copy = Copy::make(&root, &home).expect("a copy");
        let read = |file: &str| fs::read_to_string(copy.tree().join(file)).ok();
        assert_eq!((read("src/deep/a.rs").as_deref(), read("src/new.rs")), (Some("one two two"), None));
    }

    #[test]
    fn what_is_right_is_not_written_again() {
        let (root, home) = project("again");
        let copy = Copy::make(&root, &home).expect("a copy");
        let file = copy.tree().join("Cargo.toml");
        let written = || fs::metadata(&file).and_then(|found| found.modified()).expect("a time");
        let before = written();
        Copy::make(&root, &home).expect("a copy");
        assert_eq!(written(), before);
    }

    #[test]
    fn a_break_applies_to_one_place() {
        assert_eq!(replaced("a b", "b", "c").as_deref(), Ok("a c"));
        for (find, put) in [("x", ""), ("a", ""), ("b", "b")] {
            assert!(replaced("a b a", find, put).is_err(), "{find}");
        }
    }
}
