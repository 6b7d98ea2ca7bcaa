//! An image, and what must be known about it so that the stack boots (G10, G23).

use serde::{Deserialize, Serialize};

use super::keyed::HasKey;
use super::{Entry, Text, short};

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Image {
    pub id: String,
    pub reference: Text,
    /// How it is made from the stack's source. None: it is always pulled.
    pub build: Option<Build>,
    /// Behind the name of a variable, this makes the name of the one that tells the file with its value. Empty: the
    /// program reads no files.
    #[serde(default)]
    pub file_suffix: String,
    /// Programs that a health probe may call: nothing else is known to be inside.
    pub tools: Vec<String>,
    pub architectures: Vec<String>,
    /// When its maintainers stop mending it, as they say it. Empty: not announced.
    #[serde(default)]
    pub end_of_life: String,
    /// What an operator should know.
    #[serde(default)]
    pub note: String,
}

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
    /// Empty: the last stage.
    #[serde(default)]
    pub target: String,
    /// What it is instead in some profiles.
    #[serde(default, deserialize_with = "short::texts", serialize_with = "short::mapping")]
    pub target_in: Vec<(String, String)>,
    /// Values that hold from the build on: a change takes effect when the image is built anew (G21).
    #[serde(default, deserialize_with = "short::entries")]
    pub args: Vec<Entry>,
}

impl Build {
    pub fn target_in(&self, profile: &str) -> &str {
        super::in_profile(&self.target_in, profile).unwrap_or(&self.target)
    }
}
