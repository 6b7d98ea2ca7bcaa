//! What can be done by keys, and from the palette.

pub const TITLE: &str = "Keyboard shortcuts";
pub const KEY: &str = "Key";
pub const DOES: &str = "What it does";
pub const CLOSES: &str = "Close what lies over the page";
pub const ESCAPE: &str = "Esc";
pub const LETTERS: &str = "Letters, digits and signs alone are shortcuts";
pub const LETTERS_HELP: &str =
    "They never are while you type into a field. Turn them off where speech or an aid presses keys for you.";

pub const NEXT: &str = "Next step";
pub const PREVIOUS: &str = "Previous step";
pub const GENERATE: &str = "Generate all secrets";
pub const FILES: &str = "To the files";
pub const VIEW: &str = "Show the file, or its changes";
pub const THEME: &str = "Change the theme";
pub const PALETTE: &str = "Find a step, field, file or action";
