//! How a service gets its secrets: as variables, or as files where it can read them from there.

use crate::stack::{Encoding, Image, Part, SecretMode, Stack, Text};

/// What does not come as a plain variable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// Each is told by a variable of its own.
    pub files: Vec<SecretFile>,
    /// For a program that reads no files: these stand in a file of the service's own, not in `.env`.
    pub environment: Vec<(&'static str, Text)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretFile {
    /// `GITHUB_TOKEN_FILE`
    pub variable: String,
    /// The field whose secret the file holds.
    pub key: &'static str,
}

impl Delivery {
    /// What stays a variable, and the rest.
    pub fn divide(
        stack: &Stack,
        mode: SecretMode,
        image: &Image,
        entries: impl Iterator<Item = (&'static str, Text)>,
    ) -> (Vec<(&'static str, Text)>, Self) {
        let (mut plain, mut delivery) = (Vec::new(), Self::default());
        let is_secret = |key: &str| stack.field(key).is_some_and(|field| field.secret().is_some());
        for (name, text) in entries {
            if mode == SecretMode::Env || !text.fields().any(|(key, _)| is_secret(key)) {
                plain.push((name, text));
                continue;
            }
            match text.0 {
                [Part::Field { key, encoding: Encoding::Plain }] if !image.file_suffix.is_empty() => {
                    let variable = format!("{name}{}", image.file_suffix);
                    delivery.files.push(SecretFile { variable, key });
                }
                _ => delivery.environment.push((name, text)),
            }
        }
        (plain, delivery)
    }
}
