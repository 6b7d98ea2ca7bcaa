//! YAML, behind one door: manifests when Berth is built, answers and Compose files at the command line. The page
//! carries none of it.

mod locate;
mod place;

pub use locate::line;
pub use place::{Place, Segment};
pub use serde_yaml::Value;

use serde::de::DeserializeOwned;

/// Why a text is no YAML, or not of the shape asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Error {
    pub line: usize,
    pub message: String,
}

pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_yaml::from_str(text).map_err(|error| Error::of(&error, text))
}

/// A tree with `<<:` merged in.
pub fn tree(text: &str) -> Result<Value, Error> {
    let mut tree: Value = parse(text)?;
    tree.apply_merge().map_err(|error| Error::of(&error, text))?;
    Ok(tree)
}

impl Error {
    /// What is missed at the end is missed in the last line, not behind it.
    fn of(error: &serde_yaml::Error, text: &str) -> Self {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        let last = text.lines().count().max(1);
        Self { line: error.location().map_or(1, |at| at.line().min(last)), message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missed_at_the_end_is_missed_in_the_last_line() {
        for (text, line) in [("a: {b", 1), ("a: {b\n", 1), ("a: 1\nb: [\n\n", 3), ("a: 1\n b: 2\nc: 3\n", 2)]
        {
            assert_eq!(tree(text).unwrap_err().line, line, "{text:?}");
        }
    }
}
