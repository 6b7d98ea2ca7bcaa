//! YAML, behind one door: manifests, answers, Compose files. All of it is somebody else's text, and no more is taken of it
//! than [`bounds`] says. The page carries none of it.

mod bounds;
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
    let parsed = bounds::look_through(text).and_then(|()| serde_yaml::from_str(text));
    parsed.map_err(|error| Error::placed(&error, text))
}

/// A tree with `<<:` merged in, also where what is merged merges others.
pub fn tree(text: &str) -> Result<Value, Error> {
    const DEEPEST: usize = 16;
    let mut tree: Value = parse(text)?;
    for _ in 0..DEEPEST {
        tree.apply_merge().map_err(|error| Error::placed(&error, text))?;
        if !merges(&tree) {
            break;
        }
    }
    Ok(tree)
}

fn merges(tree: &Value) -> bool {
    match tree {
        Value::Mapping(entries) => entries.contains_key("<<") || entries.values().any(merges),
        Value::Sequence(items) => items.iter().any(merges),
        Value::Tagged(tagged) => merges(&tagged.value),
        _ => false,
    }
}

impl Error {
    /// What is missed at the end is missed in the last line, not behind it.
    fn placed(error: &serde_yaml::Error, text: &str) -> Self {
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
    fn what_is_merged_may_merge_others() {
        let text = "a: &a {x: 1, y: 1}\nb: &b {<<: *a, y: 2}\nc: &c {<<: [*b], z: 3}\nd: {<<: *c, x: 4}\n";
        let d = tree(text).unwrap().get("d").cloned();
        assert_eq!(d, Some(parse("{x: 4, y: 2, z: 3}").unwrap()));
    }

    #[test]
    fn what_is_missed_at_the_end_is_missed_in_the_last_line() {
        for (text, line) in [("a: {b", 1), ("a: {b\n", 1), ("a: 1\nb: [\n\n", 3), ("a: 1\n b: 2\nc: 3\n", 2)]
        {
            assert_eq!(tree(text).unwrap_err().line, line, "{text:?}");
        }
    }
}
