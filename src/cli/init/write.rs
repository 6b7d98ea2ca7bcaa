//! Files are written whole or not at all, and what they replace is kept (G29).

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::super::{Init, Stop};
use crate::bundle::{Bundle, PRIVATE_FOLDER};
use crate::stack::{Shape, Stack};
use crate::words::terminal as say;

pub enum Target {
    Folder(PathBuf),
    Zip(PathBuf),
    StandardOutput,
}

#[derive(Debug)]
pub struct Written {
    pub target: String,
    pub backup: Option<String>,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) | Self::Zip(path) => write!(f, "{}", path.display()),
            Self::StandardOutput => f.write_str("-"),
        }
    }
}

impl Target {
    pub fn new(options: &Init) -> Self {
        match &options.zip {
            Some(path) if path == Path::new("-") => Self::StandardOutput,
            Some(path) => Self::Zip(path.clone()),
            None => Self::Folder(options.dir.clone()),
        }
    }

    /// Before anything is asked: a deployment, or its zip, is not written over by the way.
    pub fn refuse_what_is_there(&self, stack: &Stack, shape: Shape, force: bool) -> Result<(), Stop> {
        let target = self.to_string();
        let there: Vec<&str> = match self {
            Self::StandardOutput => Vec::new(),
            Self::Zip(path) => path.exists().then_some(target.as_str()).into_iter().collect(),
            Self::Folder(folder) => {
                let home = home(folder, stack, shape);
                let telling = [".env", "docker-compose.yml", "compose.yaml"];
                telling.into_iter().filter(|name| home.join(name).exists()).collect()
            }
        };
        self.refuse(&there, force)
    }

    fn refuse(&self, there: &[&str], force: bool) -> Result<(), Stop> {
        if there.is_empty() || force {
            Ok(())
        } else {
            Err(Stop::Refused(say::already_there(&self.to_string(), there)))
        }
    }

    pub fn write(&self, bundle: &Bundle, force: bool) -> Result<Written, Stop> {
        let backup = match self {
            Self::StandardOutput => None,
            Self::Zip(path) => {
                zip(path, bundle).map_err(|error| Stop::Refused(say::unwritable(path, &error)))?
            }
            Self::Folder(folder) => {
                let paths = bundle.files.iter().map(|file| file.path.as_str());
                let there: Vec<&str> = paths.filter(|path| folder.join(path).exists()).collect();
                self.refuse(&there, force)?;
                self::folder(folder, bundle, &there)
                    .map_err(|error| Stop::Refused(say::unwritable(folder, &error)))?
            }
        };
        Ok(Written { target: self.to_string(), backup: backup.map(|path| path.display().to_string()) })
    }
}

/// Where in the target folder the deployment itself is.
pub fn home(folder: &Path, stack: &Stack, shape: Shape) -> PathBuf {
    match shape {
        Shape::Deploy => folder.to_owned(),
        Shape::Repository => folder.join(&stack.folder),
    }
}

/// The next name that is free: `backup-1`, `backup-2` …
fn backup_path(beside: &Path, stem: &str) -> PathBuf {
    (1..u32::MAX)
        .map(|number| beside.join(format!("{stem}-{number}")))
        .find(|path| !path.exists())
        .unwrap_or_default()
}

fn zip(path: &Path, bundle: &Bundle) -> io::Result<Option<PathBuf>> {
    let staged = sibling(path);
    // It holds `.env`, so it is as private as that.
    let written = place(&staged, &bundle.zip()?, 0o600).and_then(|()| {
        let backup = path.exists().then(|| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            backup_path(path.parent().unwrap_or(Path::new("")), &format!("{name}.backup"))
        });
        if let Some(backup) = &backup {
            fs::rename(path, backup)?;
        }
        fs::rename(&staged, path)?;
        Ok(backup)
    });
    if written.is_err() {
        let _ = fs::remove_file(&staged);
    }
    written
}

fn sibling(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.new-{}", std::process::id()))
}

fn folder(folder: &Path, bundle: &Bundle, there: &[&str]) -> io::Result<Option<PathBuf>> {
    let made_folder = !folder.exists();
    fs::create_dir_all(folder)?;
    let staging = folder.join(format!(".berth-new-{}", std::process::id()));
    let backup = (!there.is_empty()).then(|| backup_path(folder, "backup"));

    let done =
        stage(&staging, bundle).and_then(|()| swap(folder, &staging, bundle, there, backup.as_deref()));
    // What is left of the staging folder is empty folders, or files that did not make it.
    let _ = fs::remove_dir_all(&staging);
    if done.is_err() && made_folder {
        let _ = fs::remove_dir(folder);
    }
    done.map(|()| backup)
}

fn stage(staging: &Path, bundle: &Bundle) -> io::Result<()> {
    fs::create_dir(staging)?;
    for folder in bundle.private_folders() {
        private_folder(&staging.join(folder))?;
    }
    for file in &bundle.files {
        place(&staging.join(&file.path), file.text.as_bytes(), file.mode)?;
    }
    Ok(())
}

/// Moves the old files out and the new ones in. Whatever fails, each move made so far is undone.
fn swap(
    folder: &Path,
    staging: &Path,
    bundle: &Bundle,
    there: &[&str],
    backup: Option<&Path>,
) -> io::Result<()> {
    if let Some(backup) = backup {
        private_folder(backup)?;
    }
    for private in bundle.private_folders().into_iter().map(|private| folder.join(private)) {
        if !private.exists() {
            private_folder(&private)?;
        }
    }
    let out = there.iter().filter_map(|path| Some((folder.join(path), backup?.join(path))));
    let new = bundle.files.iter().map(|file| (staging.join(&file.path), folder.join(&file.path)));
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (from, to) in out.chain(new) {
        let step = to.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::rename(&from, &to));
        if let Err(error) = step {
            for (from, to) in moved.iter().rev() {
                fs::rename(to, from)?;
            }
            if let Some(backup) = backup {
                let _ = fs::remove_dir(backup);
            }
            return Err(error);
        }
        moved.push((from, to));
    }
    Ok(())
}

/// Never readable by others, not even for the moment before its mode is set.
fn place(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    let mut file = create(path, mode)?;
    file.write_all(bytes)?;
    set_mode(&file, mode)
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "other systems have no modes"))]
fn create(path: &Path, mode: u32) -> io::Result<File> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    options.write(true).create_new(true).open(path)
}

/// The umask may have taken something away.
#[cfg_attr(not(unix), expect(unused_variables, reason = "other systems have no modes"))]
fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    Ok(())
}

fn private_folder(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    let mut folder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, PRIVATE_FOLDER);
    folder.create(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle;
    use crate::stack::FileKind;

    fn bundle(paths: &[&str]) -> Bundle {
        let file = |path: &&str| bundle::File {
            path: (*path).to_owned(),
            kind: FileKind::Plain,
            mode: 0o600,
            text: "new".to_owned(),
        };
        Bundle { name: "x".to_owned(), files: paths.iter().map(file).collect() }
    }

    #[test]
    fn g29_a_move_that_fails_undoes_the_ones_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        for path in ["a", "b"] {
            fs::write(at(path), "old").unwrap();
        }
        let bundle = bundle(&["a", "b", "c/d"]);
        stage(&at("staging"), &bundle).unwrap();
        fs::remove_file(at("staging/c/d")).unwrap();

        let there = ["a", "b"];
        assert!(swap(folder.path(), &at("staging"), &bundle, &there, Some(&at("backup-1"))).is_err());
        assert_eq!(
            (fs::read_to_string(at("a")).unwrap(), fs::read_to_string(at("b")).unwrap()),
            ("old".into(), "old".into())
        );
        assert!(!at("backup-1").exists());
    }

    #[test]
    fn g29_what_can_not_be_staged_changes_nothing() {
        let parent = tempfile::tempdir().unwrap();
        let new = parent.path().join("new");
        // A file can't be a folder too.
        assert!(super::folder(&new, &bundle(&["a", "a/b"]), &[]).is_err());
        assert!(!new.exists());
    }
}
