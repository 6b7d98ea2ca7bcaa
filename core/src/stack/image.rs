//! An image, and what must be known about it so that the stack boots (G10, G23).

use serde::{Deserialize, Serialize};

use super::keyed::HasKey;
use super::{Entry, Text, short};
use crate::packed;

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Image {
    pub id: String,
    pub reference: Text,
    /// How it is made from the stack's source. None: it is always pulled.
    pub build: Option<Build>,
    /// Behind the name of a variable, this makes the name of the one that tells the file with its value. None: the
    /// program reads no files.
    pub file_suffix: Option<String>,
    /// Programs that a health probe may call: nothing else is known to be inside.
    pub tools: Vec<String>,
    pub architectures: Vec<String>,
    /// When its maintainers stop mending it, as they say it. None: not announced.
    pub end_of_life: Option<String>,
    /// What an operator should know.
    pub note: Option<String>,
}

packed!(Image { id, reference, build, file_suffix, tools, architectures, end_of_life, note });

impl HasKey for Image {
    fn key(&self) -> &str {
        &self.id
    }
}

/// Paths as they are seen from the Compose files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Build {
    pub context: String,
    pub dockerfile: String,
    /// None: the last stage.
    pub target: Option<String>,
    /// What it is instead in some profiles.
    #[serde(default, deserialize_with = "short::texts", serialize_with = "short::mapping")]
    pub target_in: Vec<(String, String)>,
    /// Values that hold from the build on: a change takes effect when the image is built anew (G21).
    #[serde(default, deserialize_with = "short::entries")]
    pub args: Vec<Entry>,
}

packed!(Build { context, dockerfile, target, target_in, args });

impl Build {
    pub fn target_in(&self, profile: &str) -> Option<&str> {
        super::in_profile(&self.target_in, profile).or(self.target.as_ref()).map(String::as_str)
    }
}
