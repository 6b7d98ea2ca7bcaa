//! Files and folders, with errors that name them.

use crate::Result;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn named<T>(path: &Path, result: io::Result<T>) -> Result<T> {
    result.map_err(|error| format!("{}: {error}", path.display()))
}

pub fn text(path: &Path) -> Result<String> {
    named(path, fs::read_to_string(path))
}

pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    named(path, fs::read(path))
}

pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result {
    named(path, fs::write(path, content))
}

/// A file that stays the same keeps its time, so that a watcher has nothing to see.
pub fn write_if_new(path: &Path, content: &str) -> Result {
    if fs::read_to_string(path).is_ok_and(|old| old == content) { Ok(()) } else { write(path, content) }
}

pub fn rename(from: &Path, to: &Path) -> Result {
    named(from, fs::rename(from, to))
}

/// The folder, which is there now.
pub fn made(folder: PathBuf) -> Result<PathBuf> {
    named(&folder, fs::create_dir_all(&folder))?;
    Ok(folder)
}

pub fn remove_folder(folder: &Path) -> Result {
    named(folder, fs::remove_dir_all(folder))
}

/// What is in the folder, by name.
pub fn inside(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = named(folder, fs::read_dir(folder))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

/// Every file in the folder and in those below it, by path.
pub fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in inside(folder)? {
        if path.is_dir() { files.extend(below(&path)?) } else { files.push(path) }
    }
    Ok(files)
}

pub fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

/// In place of what was there.
#[cfg(unix)]
pub fn link(from: &Path, to: &Path) -> Result {
    let _ = fs::remove_file(to);
    named(to, std::os::unix::fs::symlink(from, to))
}

#[cfg(not(unix))]
pub fn link(_: &Path, to: &Path) -> Result {
    Err(format!("{}: only a Unix system links", to.display()))
}
