//! What is left to do before the stack starts.

pub fn and(one: &str, other: &str) -> String {
    format!("{one} and {other}")
}

/// A line of the next steps, for what is missing. `where_from` is empty where that needs no word.
pub fn to_supply(key: &str, where_from: &str, file: &str) -> String {
    if where_from.is_empty() {
        format!("Write {key} into {file}")
    } else {
        format!("Write {key} into {file}. {where_from}")
    }
}
