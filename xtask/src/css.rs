//! Joins the components' styles, each kept beside its component, into the one file that the page links.

use crate::{Result, files, paths};
use std::path::Path;

/// What everything stands on and is built from: it comes first, so that whoever builds with it may change its looks.
const FIRST: [&str; 2] = ["style", "primitives"];

/// The boot frame's style, then that of the first folders, then the others by path.
pub fn join() -> Result {
    let root = paths::root();
    let ui = root.join("src/ui");
    let mut styles = files::below(&ui)?;
    styles.retain(|path| files::has_extension(path, "css"));
    let place = |path: &Path| FIRST.iter().position(|folder| path.starts_with(ui.join(folder)));
    styles.sort_by_key(|path| (place(path).unwrap_or(FIRST.len()), path.clone()));
    styles.insert(0, root.join("public/boot.css"));

    let joined = styles.iter().map(|file| files::text(file)).collect::<Result<String>>()?;
    files::write_if_new(&files::made(root.join("target"))?.join("berth.css"), &joined)
}
