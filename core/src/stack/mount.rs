//! What a container finds at a path that its image does not have: `name:/target`, `./file:/target`, `tmpfs:/target`,
//! `${FIELD}:/target` or `${FIELD|name}:/target`, any of them with `:ro`.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::packed::{Packed, Reader};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    pub source: Source,
    pub target: String,
    pub read_only: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Volume(String),
    /// A file, or a folder with files, of the bundle, or one of the repository's (G17).
    File(String),
    /// Memory of the container's own, empty at each start.
    Memory,
    /// What the field names on the host; while it is empty, the volume.
    Host {
        field: String,
        volume: Option<String>,
    },
}

const MEMORY: &str = "tmpfs";

impl FromStr for Mount {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        let expected = || {
            format!(
                "expected `volume:/target`, `./file:/target`, `tmpfs:/target` or `${{FIELD}}:/target`, `:ro` behind it if so; found `{raw}`"
            )
        };
        let (source, target, read_only) = match *raw.split(':').collect::<Vec<_>>() {
            [source, target] => (source, target, false),
            [source, target, "ro"] => (source, target, true),
            _ => return Err(expected()),
        };
        if source.is_empty() || !target.starts_with('/') {
            return Err(expected());
        }
        let chosen = source.strip_prefix("${").and_then(|source| source.strip_suffix('}'));
        let source = match (source.strip_prefix("./"), chosen) {
            (Some(path), _) => Source::File(path.to_owned()),
            (_, Some(chosen)) => {
                let (field, volume) = match chosen.split_once('|') {
                    Some((field, volume)) => (field, Some(volume.to_owned())),
                    None => (chosen, None),
                };
                Source::Host { field: field.to_owned(), volume }
            }
            _ if source == MEMORY => Source::Memory,
            _ => Source::Volume(source.to_owned()),
        };
        Ok(Self { source, target: target.to_owned(), read_only })
    }
}

/// As a manifest writes it.
impl fmt::Display for Mount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Source::Volume(name) => f.write_str(name)?,
            Source::File(path) => write!(f, "./{path}")?,
            Source::Memory => f.write_str(MEMORY)?,
            Source::Host { field, volume: None } => write!(f, "${{{field}}}")?,
            Source::Host { field, volume: Some(volume) } => write!(f, "${{{field}|{volume}}}")?,
        }
        write!(f, ":{}{}", self.target, if self.read_only { ":ro" } else { "" })
    }
}

impl Packed for Mount {
    fn unpack(from: &mut Reader) -> Self {
        let nothing = Self { source: Source::Memory, target: String::new(), read_only: false };
        from.parsed(nothing)
    }
}

impl Serialize for Mount {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_mount_is_written_as_it_was_read() {
        for raw in [
            "data:/var/lib",
            "./init.sql:/docker/init.sql:ro",
            "tmpfs:/tmp",
            "${DIR}:/work",
            "${DIR|data}:/w:ro",
        ] {
            assert_eq!(raw.parse::<Mount>().unwrap().to_string(), raw);
        }
    }

    #[test]
    fn what_is_no_mount_is_refused() {
        for raw in ["", "data", ":/target", "data:target", "data:/target:rw", "data:/target:ro:x"] {
            assert!(raw.parse::<Mount>().unwrap_err().ends_with(&format!("found `{raw}`")), "{raw}");
        }
    }
}
