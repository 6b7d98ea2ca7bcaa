//! Hands a deployment's reader what lies in a folder on this disk: all of it, or one Compose file and what that names.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

use crate::deployment::{Deployment, Reader, Refusal, Why, named};

/// Deep enough for every file that a deployment has, shallow enough for a home folder.
const DEEPEST: usize = 4;

/// Files that name files that name files are looked for so far.
const MOST_ROUNDS: usize = 16;

/// Packages, builds and what editors keep. Folders of a hidden name are theirs too.
const OF_TOOLS: [&str; 5] = ["__pycache__", "node_modules", "target", "vendor", "venv"];

pub fn whole(root: &Path) -> Result<Deployment, Refusal> {
    let mut reader = Reader::default();
    walk(root, "", DEEPEST, &mut reader)?;
    match reader.deployment().home() {
        Some(home) => whole(&root.join(home)),
        None => look_for_named(root, reader),
    }
}

pub fn one_file(target: &Path) -> Result<Deployment, Refusal> {
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let mut reader = Reader::asked(&name);
    // Whoever names a link means the file that it leads to.
    let about = fs::metadata(target).map_err(|error| Refusal::unreadable(&name, &error))?;
    read(target, &name, &about, &mut reader)?;
    if fs::symlink_metadata(parent.join(".git")).is_ok() {
        reader.by_name(".git")?;
    }
    look_for_named(parent, reader)
}

/// In the order of names, since a disk has none of its own.
fn walk(root: &Path, folder: &str, depth: usize, reader: &mut Reader) -> Result<(), Refusal> {
    let unreadable = |error: &dyn std::fmt::Display| Refusal::unreadable(folder, error);
    let entries: io::Result<Vec<_>> = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries.take(crate::deployment::MOST_ENTRIES + 1).collect(),
        Err(error) => Err(error),
    };
    let mut entries = entries.map_err(|error| unreadable(&error))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        let about = entry.metadata().map_err(|error| unreadable(&error))?;
        if !about.is_dir() {
            look(&entry.path(), &path, &about, reader)?;
        } else if name.starts_with('.') || OF_TOOLS.contains(&&*name) {
            reader.left_out(&path, Why::Tools)?;
        } else if depth == 0 {
            reader.left_out(&path, Why::Deep)?;
        } else if fs::read_dir(entry.path()).is_err() {
            // A database's, say.
            reader.left_out(&path, Why::Closed)?;
        } else {
            reader.folder(&path, mode(&about))?;
            walk(root, &path, depth - 1, reader)?;
        }
    }
    Ok(())
}

/// What the Compose files name, and what those name that were read for it.
fn look_for_named(root: &Path, mut reader: Reader) -> Result<Deployment, Refusal> {
    for _ in 0..MOST_ROUNDS {
        let paths = named(reader.deployment());
        if paths.is_empty() {
            return Ok(reader.done());
        }
        for path in paths {
            if leads_through_a_link(root, &path) {
                reader.left_out(&path, Why::Link)?;
                continue;
            }
            match fs::symlink_metadata(root.join(&path)) {
                Ok(about) if about.is_dir() => reader.folder(&path, mode(&about))?,
                Ok(about) => look(&root.join(&path), &path, &about, &mut reader)?,
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    reader.left_out(&path, Why::Closed)?;
                }
                Err(_) => reader.absent(&path),
            }
        }
    }
    for path in named(reader.deployment()) {
        reader.left_out(&path, Why::Deep)?;
    }
    Ok(reader.done())
}

/// A folder on the way to it is a link, which may lead anywhere.
fn leads_through_a_link(root: &Path, path: &str) -> bool {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    folders.into_iter().any(|folder| root.join(folder).is_symlink())
}

fn look(place: &Path, path: &str, about: &Metadata, reader: &mut Reader) -> Result<(), Refusal> {
    if about.is_symlink() {
        return reader.left_out(path, Why::Link);
    }
    read(place, path, about, reader)
}

fn read(place: &Path, path: &str, about: &Metadata, reader: &mut Reader) -> Result<(), Refusal> {
    if !about.is_file() || !reader.wants(path) {
        return reader.by_name(path);
    }
    if about.len() > crate::deployment::LARGEST_FILE {
        return reader.left_out(path, Why::Large);
    }
    match File::open(place) {
        Ok(mut file) => reader.file(path, mode(about), &mut file),
        Err(_) => reader.left_out(path, Why::Closed),
    }
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps)] // other systems have none
fn mode(about: &Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    Some(about.permissions().mode() & 0o7777)
}

#[cfg(not(unix))]
fn mode(_about: &Metadata) -> Option<u32> {
    None
}
