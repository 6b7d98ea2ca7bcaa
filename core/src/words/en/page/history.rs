//! Undo, redo, reset.

pub const UNDO: &str = "Undo";
pub const REDO: &str = "Redo";
pub const RESET: &str = "Reset everything";
pub const NOTHING_TO_UNDO: &str = "Nothing to undo.";
pub const NOTHING_TO_REDO: &str = "Nothing to redo.";
/// What is named as undone.
pub const EVERYTHING: &str = "everything";
pub const ALL_SECRETS: &str = "all secrets";
pub const LINK: &str = "the answers of a link";

pub fn undone(what: &str) -> String {
    format!("Undone: {what}.")
}

pub fn redone(what: &str) -> String {
    format!("Redone: {what}.")
}

pub fn reset(stack: &str) -> String {
    format!("Every answer for {stack} is back to its default. Undo brings them back.")
}
