//! A stack's folder on a disk: its manifest and its templates, and nothing that a link leads to. The build script reads the
//! stacks that ship by it too.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Error, Read, Result};
use std::path::Path;

use berth_core::stack::read::{Folder, MANIFEST};

/// Of one file, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// Of templates.
const MOST: usize = 500;

pub fn read(path: &Path) -> Result<Folder> {
    let name = path.canonicalize().map_err(|error| named(path, &error))?;
    let name = name.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut templates = BTreeMap::new();
    collect(path, "", &mut templates)?;
    Ok(Folder { name, manifest: text(&path.join(MANIFEST))?, templates })
}

/// Those of a folder that lies at `place` in the stack's own.
fn collect(folder: &Path, place: &str, templates: &mut BTreeMap<String, String>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(|error| named(folder, &error))? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&path, &format!("{place}{name}/"), templates)?;
        } else if let Some(stem) = name.strip_suffix(".j2") {
            if templates.len() == MOST {
                return Err(refused(folder, &format!("at most {MOST} templates"), "more"));
            }
            templates.insert(format!("{place}{stem}"), text(&path)?);
        }
    }
    Ok(())
}

fn text(path: &Path) -> Result<String> {
    let named = |error: Error| named(path, &error);
    let kind = fs::symlink_metadata(path).map_err(named)?.file_type();
    if !kind.is_file() {
        return Err(refused(path, "a file", if kind.is_symlink() { "a link" } else { "none" }));
    }
    let mut text = String::new();
    fs::File::open(path).map_err(named)?.take(LARGEST + 1).read_to_string(&mut text).map_err(named)?;
    if text.len() as u64 > LARGEST {
        return Err(refused(path, "at most 1 MB", "more"));
    }
    Ok(text)
}

fn named(path: &Path, error: &Error) -> Error {
    Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn refused(path: &Path, expected: &str, found: &str) -> Error {
    Error::other(format!("{}: expected {expected}; found {found}", path.display()))
}
