//! Every sentence that a person reads and that no manifest holds. A translation replaces this module and the
//! manifests, and touches nothing else.

#[cfg(feature = "cli")]
pub mod deployment;
pub mod findings;
#[cfg(feature = "web")]
pub mod page;
#[cfg(feature = "cli")]
pub mod terminal;
pub mod values;

use crate::stack::{Encoding, Stage};

/// The name of a step of the conversation.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Ports => "Ports",
        Stage::Images => "Images",
        Stage::Secrets => "Secrets",
        Stage::Settings => "Settings",
    }
}

/// `1 warning`, `2 warnings`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What an encoded secret is, in words.
pub fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Plain => "as it is",
        Encoding::Npgsql => "quoted for a .NET connection string",
        Encoding::Percent => "percent-encoded for a URL",
    }
}

/// Compose says it, behind the variable's name, when a variable that must not be empty is.
pub const WRITE_INTO_ENV: &str = "write it into .env";

pub fn template_failed(name: &str, line: usize, why: &str) -> String {
    format!("the template {name} failed at line {line}: {why}. This is a fault of Berth, not of your answers")
}
