//! Copies of the project, which are changed and built. What is right already is left alone, so that Cargo builds again only
//! what a change needs.

use crate::{Result, files};
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

/// What a checkout has beside the project. Cargo finds the project's own settings in the folders above the copy.
const NOT_COPIED: [&str; 3] = [".cargo", ".git", "target"];

/// What a copy of the project is for. Each is two folders below `target`.
#[derive(Clone, Copy)]
pub enum For {
    FourthStack,
    Mutants,
}

impl For {
    /// Settings for Cargo. What others have written is built already, for the project itself. What the project consists of
    /// must not pass for the project's own there, nor for another copy's, so each has settings of its own: no debug
    /// information, most of what there would be to write. Build scripts have none in any case: another number of pieces to
    /// compile tells one from the other.
    fn settings(self) -> String {
        let pieces = match self {
            Self::FourthStack => 254,
            Self::Mutants => 255,
        };
        let own = format!("{{debug = false, codegen-units = {pieces}}}");
        format!(
            "[build]\ntarget-dir = \"../build\"\nbuild-dir = \"../..\"\n\n\
             [profile.dev.package]\nberth = {own}\nberth-core = {own}\nxtask = {own}\n"
        )
    }
}

/// The project without these of its folders, with settings of its own for Cargo.
pub fn project(root: &Path, tree: &Path, except: &[&str], copy: For) -> Result {
    folder(root, tree, &[&NOT_COPIED, except].concat())?;
    let config = files::made(tree.join(".cargo"))?.join("config.toml");
    write(&config, copy.settings().as_bytes()).map_err(|error| format!("{}: {error}", config.display()))
}

/// The command in the copy, whose own settings say where it is built.
pub fn at_home<'a>(command: &'a mut Command, tree: &Path) -> &'a mut Command {
    for name in ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR", "CARGO_MANIFEST_DIR"] {
        command.env_remove(name);
    }
    command.current_dir(tree)
}

/// Makes one folder hold what the other does, and nothing else, except for these names.
pub fn folder(from: &Path, to: &Path, except: &[&str]) -> Result {
    copy(from, to, except).map_err(|error| format!("{}: {error}", to.display()))
}

fn copy(from: &Path, to: &Path, except: &[&str]) -> io::Result<()> {
    // A link would lead out of the copy.
    if to.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
        fs::remove_file(to)?;
    }
    fs::create_dir_all(to)?;
    for name in names(to, except)? {
        if from.join(&name).symlink_metadata().is_err() {
            remove(&to.join(name))?;
        }
    }
    for name in names(from, except)? {
        let (from, to) = (from.join(&name), to.join(&name));
        match fs::metadata(&from) {
            Ok(found) if found.is_dir() => copy(&from, &to, &[])?,
            Ok(found) => {
                write(&to, &fs::read(&from)?)?;
                fs::set_permissions(&to, found.permissions())?;
            }
            // An editor's links may lead nowhere.
            Err(_) => {}
        }
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

fn write(to: &Path, content: &[u8]) -> io::Result<()> {
    if let Ok(found) = to.symlink_metadata() {
        if found.is_file() && fs::read(to)? == content {
            return Ok(());
        }
        remove(to)?;
    }
    fs::write(to, content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A folder with something in it, and one that is not there yet.
    fn folders(test: &str) -> (PathBuf, PathBuf) {
        let home = crate::paths::root().join("target/mirror-tests").join(test);
        let _ = fs::remove_dir_all(&home);
        let (from, to) = (home.join("from"), home.join("to"));
        fs::create_dir_all(from.join("folder")).expect("a folder");
        fs::write(from.join("file"), "new").expect("a file");
        fs::write(from.join("folder/inside"), "inside").expect("a file");
        (from, to)
    }

    #[test]
    fn folders_and_files_are_copied_and_what_is_right_is_not_written_again() {
        let (from, to) = folders("made");
        folder(&from, &to, &["left"]).expect("a mirror");
        assert_eq!(fs::read_to_string(to.join("folder/inside")).expect("text"), "inside");
        let written = || fs::metadata(to.join("file")).and_then(|about| about.modified()).expect("a time");
        let before = written();
        folder(&from, &to, &[]).expect("a mirror");
        assert_eq!(written(), before, "what is right already is left alone");
    }

    #[test]
    fn what_is_gone_goes_and_what_is_excepted_stays() {
        let (from, to) = folders("gone");
        fs::create_dir(&to).expect("a folder");
        for name in ["gone", "kept"] {
            fs::write(to.join(name), "").expect("a file");
        }
        folder(&from, &to, &["kept", "file"]).expect("a mirror");
        assert!(!to.join("gone").exists());
        assert!(to.join("kept").exists() && !to.join("file").exists());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_or_removed_through_a_link() {
        let (from, to) = folders("through");
        fs::create_dir(&to).expect("a folder");
        let project = from.with_file_name("project");
        fs::write(&project, "the project's").expect("a file");
        files::link(&project, &to.join("file")).expect("a link");
        files::link(&from.join("folder"), &to.join("linked")).expect("a link");
        files::link(&from.join("folder"), &to.join("folder")).expect("a link");
        files::link(&from.join("nowhere"), &from.join("leads-nowhere")).expect("a link");
        folder(&from, &to, &[]).expect("a mirror");
        assert_eq!(fs::read_to_string(project).expect("text"), "the project's");
        assert_eq!(fs::read_to_string(to.join("file")).expect("text"), "new");
        assert!(to.join("linked").symlink_metadata().is_err() && !to.join("folder").is_symlink());
        assert!(to.join("leads-nowhere").symlink_metadata().is_err());
        assert!(from.join("folder/inside").exists(), "a link is removed, and not what it leads to");
    }
}
