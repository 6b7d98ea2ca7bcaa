//! What stands beside a field.

use crate::words::en::amounts::count;

pub fn reset_to(default: &str) -> String {
    if default.is_empty() { "Clear".to_owned() } else { format!("Reset to {default}") }
}

pub const OPTIONAL: &str = "optional";
pub const ON: &str = "On";
pub const OFF: &str = "Off";

pub fn section_answers(number: usize) -> String {
    count(number, "answer", "answers")
}
