//! What is wrong, in numbers.

use crate::words::en::amounts::count;

pub const ERROR: &str = "To fix";
pub const WARNING: &str = "Warning";
pub const SEE: &str = "See them";
pub const DOWNLOAD_WAITS: &str = "The download waits.";

/// To what is to be fixed first.
pub fn fix(errors: usize) -> &'static str {
    if errors == 1 { "Go to it" } else { "Go to the first" }
}

pub fn errors(number: usize) -> String {
    count(number, "thing to fix", "things to fix")
}

pub fn warnings(number: usize) -> String {
    count(number, "warning", "warnings")
}

/// `2 things to fix · 1 warning`.
pub fn summary(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => "Nothing to fix".to_owned(),
        (0, _) => self::warnings(warnings),
        (_, 0) => self::errors(errors),
        (_, _) => format!("{} · {}", self::errors(errors), self::warnings(warnings)),
    }
}
