//! The copy of the sources: of the right commit alone, and the checkout stays as it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use berth::stack::Revision;
use berth_testing::real::source::copy;
use tempfile::TempDir;

/// A repository with a commit, a file that is in it, and one beside it.
fn checkout() -> (TempDir, &'static str) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("kept.txt"), "committed").unwrap();
    let git = |words: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(folder.path()).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]);
        let done = command.args(words).output().expect("git runs");
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "First"]);
    let commit = git(&["rev-parse", "HEAD"]);
    fs::write(folder.path().join("kept.txt"), "edited").unwrap();
    fs::write(folder.path().join("beside.txt"), "beside").unwrap();
    (folder, commit.leak())
}

fn at(commit: &'static str) -> Revision {
    Revision { repository: "octo-org/hello-world".into(), commit: commit.into(), date: "2026-01-01".into() }
}

/// Every file below a folder, with what it holds and when it was written.
fn picture(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                let changed = entry.metadata().unwrap().modified().unwrap();
                files.insert(entry.path(), (fs::read(entry.path()).unwrap(), changed));
            }
        }
    }
    files
}

#[test]
fn the_files_of_the_commit_are_copied_and_the_checkout_is_left_alone() {
    let (checkout, commit) = checkout();
    let before = picture(checkout.path());
    let into = tempfile::tempdir().unwrap();
    let said = copy(&at(commit), Some(checkout.path()), into.path()).unwrap();
    assert!(said.contains(commit), "{said}");
    let names: Vec<_> = picture(into.path()).into_iter().map(|(path, (text, _))| (path, text)).collect();
    assert_eq!(names, [(into.path().join("kept.txt"), b"committed".to_vec())]);
    assert!(picture(checkout.path()) == before, "something in the checkout has changed");
}

#[test]
fn a_checkout_at_another_commit_is_refused() {
    let (checkout, _) = checkout();
    let into = tempfile::tempdir().unwrap();
    let other = "0123456789abcdef0123456789abcdef01234567";
    let words = copy(&at(other), Some(checkout.path()), into.path()).unwrap_err();
    assert!(words.starts_with("expected a checkout at") && words.contains(other), "{words}");
    assert!(picture(into.path()).is_empty());
}

#[test]
fn a_folder_without_a_history_is_copied_and_said_to_be_unknown() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("a/node_modules/b")).unwrap();
    fs::write(folder.path().join("a/b.txt"), "b").unwrap();
    fs::write(folder.path().join("a/node_modules/b/c.txt"), "c").unwrap();
    let before = picture(folder.path());
    let into = tempfile::tempdir().unwrap();
    let said = copy(&at("unread"), Some(folder.path()), into.path()).unwrap();
    assert!(said.contains("nobody can know"), "{said}");
    assert_eq!(picture(into.path()).into_keys().collect::<Vec<_>>(), [into.path().join("a/b.txt")]);
    assert!(picture(folder.path()) == before, "something in the folder has changed");
}
