//! Reads the breaks, `breaks.yaml`.

use serde::Deserialize;
use serde_yaml_ng::with::singleton_map;

/// What is to notice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeldBy {
    /// The build itself, which reads every manifest, in these words.
    Build(String),
    /// The unit tests of the shells.
    Lib,
    /// The unit tests of the core.
    Core,
    /// The tests of this name.
    Test(String),
    /// Somebody else's programs, by every test of the promise.
    Judges,
    /// The same, by the tests alone whose names hold these words: a promise with many judges takes long.
    Judge(String),
    /// A browser, by the test that begins like this.
    Browser(String),
}

impl HeldBy {
    pub fn name(&self) -> &str {
        match self {
            Self::Build(_) => "the build",
            Self::Lib => "the shells' unit tests",
            Self::Core => "the core's unit tests",
            Self::Test(name) => name,
            Self::Judges | Self::Judge(_) => "the judges",
            Self::Browser(_) => "the browser",
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Break {
    pub promise: u8,
    /// What was done, in a few words.
    pub what: String,
    pub file: String,
    /// It stands in the file once.
    pub find: String,
    pub put: String,
    #[serde(with = "singleton_map")]
    pub held_by: HeldBy,
}

pub fn all() -> Vec<Break> {
    serde_yaml_ng::from_str(include_str!("breaks.yaml"))
        .expect("breaks.yaml holds breaks, as a test has read them")
}

#[cfg(test)]
mod tests {
    use super::super::PROMISES;
    use super::super::copy::replaced;
    use super::*;
    use crate::paths;
    use std::fs;

    #[test]
    fn every_promise_has_a_break() {
        let breaks = all();
        for promise in PROMISES {
            assert!(breaks.iter().any(|change| change.promise == promise), "G{promise}");
        }
    }

    #[test]
    fn every_break_applies() {
        let mut wrong = Vec::new();
        for Break { promise, what, file, find, put, .. } in all() {
            let text = fs::read_to_string(paths::root().join(&file)).expect(&file);
            assert!(PROMISES.contains(&promise));
            if let Err(reason) = replaced(&text, &find, &put) {
                wrong.push(format!("G{promise}, {what}: {file}: {reason}"));
            }
        }
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn no_break_is_there_twice() {
        let breaks = all();
        for (at, change) in breaks.iter().enumerate() {
            let is_twin = |other: &Break| {
                other.what == change.what || (&other.find, &other.put) == (&change.find, &change.put)
            };
            assert!(!breaks[..at].iter().any(is_twin), "{}", change.what);
        }
    }
}
