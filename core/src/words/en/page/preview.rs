//! The files that are shown.

pub const TITLE: &str = "Files";
pub const OPEN: &str = "Files";
pub const CLOSE: &str = "Close";
pub const SHOW_SECRETS: &str = "Show secrets";
pub const SAVE: &str = "Save";
pub const STALE: &str = "These are the files from before the mistake; they follow again once it is mended.";
pub fn mode(mode: u32) -> String {
    format!("{mode:04o}")
}

pub fn size(bytes: usize) -> String {
    if bytes < 1000 { format!("{bytes} B") } else { format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100) }
}
