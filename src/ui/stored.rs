//! Under what names this browser keeps something between two visits.

/// The name of the chosen stack.
pub const STACK: &str = "berth.stack";
pub const PRESETS: &str = "berth.presets";
pub const THEME: &str = "berth.theme";
/// Whether letters alone are shortcuts.
pub const LETTERS: &str = "berth.letters";
/// What every name begins with.
pub const ALL: &str = "berth.";

/// The answers for one stack.
pub fn key(stack: &str) -> String {
    format!("berth.answers.{stack}")
}
