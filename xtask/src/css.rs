//! Joins the components' styles, each kept beside its component, into the one file that the page links.

use crate::{Result, paths};
use std::fs;
use std::path::{Path, PathBuf};

/// What everything stands on and is built from: it comes first, so that whoever builds with it may change its looks.
const FIRST: [&str; 2] = ["style", "primitives"];

/// The boot frame's style, then that of the first folders, then the others by path.
pub fn join() -> Result {
    let root = paths::root();
    let ui = root.join("src/ui");
    let mut files = Vec::new();
    find(&ui, &mut files)?;
    let place = |path: &Path| FIRST.iter().position(|folder| path.starts_with(ui.join(folder)));
    files.sort_by_key(|path| (place(path).unwrap_or(FIRST.len()), path.clone()));
    files.insert(0, root.join("public/boot.css"));

    let mut joined = String::new();
    for file in files {
        joined += &fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    let target = root.join("target/berth.css");
    // A file that stays the same keeps its time, so that a watcher has nothing to see.
    if fs::read_to_string(&target).is_ok_and(|old| old == joined) {
        return Ok(());
    }
    fs::create_dir_all(root.join("target")).map_err(|e| e.to_string())?;
    fs::write(&target, joined).map_err(|e| format!("{}: {e}", target.display()))
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            find(&path, files)?;
        } else if path.extension().is_some_and(|ext| ext == "css") {
            files.push(path);
        }
    }
    Ok(())
}
