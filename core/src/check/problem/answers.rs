//! What can be wrong with a set of answers as a whole: what was chosen, which fields there are, what is missing, which
//! ports are wanted.

use serde::Serialize;

/// `stack` is its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", content = "facts", rename_all = "kebab-case")]
pub enum OfAnswers {
    NoSuchProfile {
        stack: String,
        found: String,
        known: Vec<String>,
    },
    NoSuchShape {
        stack: String,
        found: String,
        known: Vec<String>,
    },
    NoSuchSecretMode {
        stack: String,
        found: String,
        known: Vec<String>,
    },
    NoSuchAddon {
        stack: String,
        found: String,
        known: Vec<String>,
    },
    /// By their names; `addon` was chosen last.
    AddonsExcludeEachOther {
        addon: String,
        other: String,
    },
    NoSuchField {
        stack: String,
        stack_id: String,
        found: String,
        /// One that is spelt much like it.
        nearest: Option<String>,
    },
    /// No program of the stack reads it.
    Unread {
        stack: String,
        commit: String,
        field: String,
        /// The manifest's own words.
        says: String,
    },
    NotSet {
        field: String,
        label: String,
        /// Where to write it, if not into `.env`.
        file: Option<String>,
    },
    /// A value that the manifest speaks against.
    Caution {
        field: String,
        /// The manifest's own words.
        says: String,
    },
    PortTaken {
        port: u16,
        /// Who has it, in the manifest's words.
        by: String,
    },
    PortRefusedByBrowsers {
        port: u16,
    },
    PortPrivileged {
        port: u16,
    },
    PortHeldByMacos {
        port: u16,
    },
    PortDynamic {
        port: u16,
    },
}
