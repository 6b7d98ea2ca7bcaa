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
    serde_yaml::from_str(text).map_err(|error| Error::of(&error))
}

/// A tree with `<<:` merged in.
pub fn tree(text: &str) -> Result<Value, Error> {
    let mut tree: Value = parse(text)?;
    tree.apply_merge().map_err(|error| Error::of(&error))?;
    Ok(tree)
}

impl Error {
    fn of(error: &serde_yaml::Error) -> Self {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        Self { line: error.location().map_or(1, |at| at.line()), message }
    }
}
