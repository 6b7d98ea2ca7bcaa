//! What differs from the defaults, or from an earlier moment.

use crate::words::en::amounts::count;

pub const FILE: &str = "File";
pub const CHANGES: &str = "Changes";
pub const VIEW: &str = "What is shown of the file";
pub const FROM_NOW: &str = "Compare from now";
pub const TO_DEFAULTS: &str = "Compare with the defaults";
pub const ADDED: &str = "added: ";
pub const REMOVED: &str = "removed: ";
pub const GONE: &str = "no longer in the bundle";
pub const HOLDS_SECRETS: &str = "Holds secrets: masked here, whole in a copy";
pub const SHOWS_SECRETS: &str = "Holds secrets, and they are shown";
pub const ALSO: &str = "Also changed:";
pub const TREE: &str = "Files of the bundle";

/// `the defaults`, or the moment's time of day.
fn baseline(moment: Option<&str>) -> &str {
    moment.unwrap_or("the defaults")
}

pub fn same_as(moment: Option<&str>) -> String {
    moment.map_or_else(|| "as the defaults have it".to_owned(), |moment| format!("as it was at {moment}"))
}

/// `2 lines added, 1 removed, against the defaults`.
pub fn against(added: usize, removed: usize, moment: Option<&str>) -> String {
    if added + removed == 0 {
        return same_as(moment);
    }
    format!("{} against {}", lines(added, removed), baseline(moment))
}

/// `2 lines added, 1 removed`.
pub fn lines(added: usize, removed: usize) -> String {
    match (added, removed) {
        (_, 0) => format!("{} added", count(added, "line", "lines")),
        (0, _) => format!("{} removed", count(removed, "line", "lines")),
        _ => format!("{} added, {removed} removed", count(added, "line", "lines")),
    }
}

pub fn files(files: usize) -> String {
    count(files, "file", "files")
}

/// Behind the names of some files.
pub fn more(files: usize) -> String {
    format!("and {files} more")
}

pub fn unchanged(number: usize) -> String {
    count(number, "unchanged line", "unchanged lines")
}
