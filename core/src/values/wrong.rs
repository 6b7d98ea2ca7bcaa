//! Why a text is no value of a kind: what was expected, what was found. What is found of a secret is never its text.

use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", content = "facts", rename_all = "kebab-case")]
pub enum Wrong {
    /// A value has to be there.
    NoValue,
    LineBreak,
    ControlCharacter {
        code: u32,
    },
    /// A code that Unicode keeps free of letters.
    NotALetter {
        code: u32,
    },
    NotAnIdentifier {
        longest: usize,
        found: String,
    },
    NotAPort {
        found: String,
    },
    NotAnInteger {
        least: u64,
        /// None: as large as it likes.
        most: Option<u64>,
        found: String,
    },
    NotADecimal {
        least: u32,
        found: String,
    },
    NotARegistry {
        found: String,
    },
    NotATag {
        found: String,
    },
    NotAnImage {
        found: String,
    },
    NotAHostName {
        found: String,
    },
    NotAnEmail {
        found: String,
    },
    NotAName {
        found: String,
    },
    NotAPath {
        found: String,
    },
    NotAnOption {
        options: Vec<String>,
        found: String,
    },
    OtherBeginning {
        begins: Vec<String>,
        found: String,
    },
    SecretPrefix {
        prefixes: Vec<String>,
    },
    SecretCharacters,
    /// Both in letters.
    SecretTooShort {
        least: usize,
        found: usize,
    },
    SecretNotBase64,
    /// Both in bytes, decoded.
    SecretTooFewBytes {
        least: usize,
        found: usize,
    },
}
