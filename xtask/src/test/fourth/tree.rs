//! The copy of the project: its folders as symbolic links, its files as they are, and one stack more. What is right
//! already is left alone, so that Cargo has nothing to build again.

use crate::Result;
use std::fs;
use std::io;
use std::path::Path;

/// The stack's name, as its folder has it.
const STACK: &str = "hello";
/// What a checkout has beside the project. Cargo finds the project's own settings in the folders above the copy.
const NOT_COPIED: [&str; 4] = [".cargo", ".git", "target", "templates"];
/// A folder of its own, because two builds of the same package replace each other; and no debug information, which is most
/// of what there would be to write.
const SETTINGS: &str = "[build]\ntarget-dir = \"../build\"\n\n[profile.dev]\ndebug = false\n";

/// The first two steps of README's "How to add a stack", in a copy of the project.
pub fn plant(root: &Path, tree: &Path) -> Result {
    let add = || -> io::Result<()> {
        mirror(root, tree, &NOT_COPIED)?;
        mirror(&root.join("templates"), &tree.join("templates"), &[STACK])?;
        mirror(&root.join("tests/fourth").join(STACK), &tree.join("templates").join(STACK), &[])?;
        fs::create_dir_all(tree.join(".cargo"))?;
        write(&tree.join(".cargo/config.toml"), SETTINGS.as_bytes())
    };
    add().map_err(|error| format!("{}: {error}", tree.display()))
}

/// Makes one folder hold what the other does, and nothing else, except for these names.
fn mirror(from: &Path, to: &Path, except: &[&str]) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let is_there = |name: &String| from.join(name).exists();
    for name in names(to, except)?.iter().filter(|name| !is_there(name)) {
        remove(&to.join(name))?;
    }
    // An editor's links may lead nowhere.
    for name in names(from, except)?.iter().filter(|name| is_there(name)) {
        let (from, to) = (from.join(name), to.join(name));
        if from.is_dir() { link(&from, &to)? } else { write(&to, &fs::read(&from)?)? }
    }
    Ok(())
}

fn names(folder: &Path, except: &[&str]) -> io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    names.filter(|name| !name.as_ref().is_ok_and(|name| except.contains(&name.as_str()))).collect()
}

/// Never through a link: what lies behind it is the project.
fn remove(path: &Path) -> io::Result<()> {
    if path.symlink_metadata()?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

fn link(from: &Path, to: &Path) -> io::Result<()> {
    if fs::read_link(to).is_ok_and(|found| found == from) {
        return Ok(());
    }
    if to.symlink_metadata().is_ok() {
        remove(to)?;
    }
    symbolic_link(from, to)
}

fn write(to: &Path, content: &[u8]) -> io::Result<()> {
    let found = to.symlink_metadata();
    if found.as_ref().is_ok_and(fs::Metadata::is_file) && fs::read(to)? == content {
        return Ok(());
    }
    if found.is_ok() {
        remove(to)?;
    }
    fs::write(to, content)
}

#[cfg(unix)]
fn symbolic_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn symbolic_link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(all(test, unix))]
mod tests {
    use super::{link, mirror};
    use std::fs;
    use std::path::PathBuf;

    /// A folder with something in it, and one that is not there yet.
    fn folders(test: &str) -> (PathBuf, PathBuf) {
        let home = crate::paths::root().join("target/tree-tests").join(test);
        let _ = fs::remove_dir_all(&home);
        let (from, to) = (home.join("from"), home.join("to"));
        fs::create_dir_all(from.join("folder")).expect("a folder");
        fs::write(from.join("file"), "new").expect("a file");
        fs::write(from.join("folder/inside"), "inside").expect("a file");
        link(&home.join("nowhere"), &from.join("leads-nowhere")).expect("a link");
        (from, to)
    }

    #[test]
    fn folders_are_linked_and_files_are_copied() {
        let (from, to) = folders("made");
        mirror(&from, &to, &["left"]).expect("a mirror");
        assert!(to.join("folder").is_symlink() && !to.join("file").is_symlink());
        assert_eq!(fs::read_to_string(to.join("folder/inside")).expect("text"), "inside");
        assert!(to.join("leads-nowhere").symlink_metadata().is_err());
        let written = || fs::metadata(to.join("file")).and_then(|about| about.modified()).expect("a time");
        let before = written();
        mirror(&from, &to, &[]).expect("a mirror");
        assert_eq!(written(), before, "what is right already is left alone");
    }

    #[test]
    fn what_is_gone_goes_and_what_is_excepted_stays() {
        let (from, to) = folders("gone");
        fs::create_dir(&to).expect("a folder");
        for name in ["gone", "kept"] {
            fs::write(to.join(name), "").expect("a file");
        }
        link(&from.join("folder"), &to.join("linked")).expect("a link");
        mirror(&from, &to, &["kept", "file"]).expect("a mirror");
        assert!(!to.join("gone").exists() && !to.join("linked").exists());
        assert!(to.join("kept").exists() && !to.join("file").exists());
        assert!(from.join("folder/inside").exists(), "a link is removed, and not what it leads to");
    }

    #[test]
    fn nothing_is_written_through_a_link() {
        let (from, to) = folders("through");
        fs::create_dir(&to).expect("a folder");
        let project = from.with_file_name("project");
        fs::write(&project, "the project's").expect("a file");
        link(&project, &to.join("file")).expect("a link");
        mirror(&from, &to, &[]).expect("a mirror");
        assert_eq!(fs::read_to_string(project).expect("text"), "the project's");
        assert_eq!(fs::read_to_string(to.join("file")).expect("text"), "new");
    }
}
