//! Every sentence that a person reads and that no manifest holds. A translation replaces this module and the
//! manifests, and touches nothing else.

pub mod files;
pub mod link;
pub mod page;
pub mod script;
pub mod steps;
#[cfg(feature = "read")]
pub mod terminal;

use crate::stack::{Encoding, Revision, Stage};

/// The name of a step of the conversation.
pub const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Ports => "Ports",
        Stage::Images => "Images",
        Stage::Secrets => "Secrets",
        Stage::Settings => "Settings",
    }
}

/// Which programs the stack was held against.
pub fn made_for(source: &Revision) -> String {
    format!("Made for {} at commit {} of {}", source.repository, source.short(), source.date)
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

/// The same, for a variable in a service's own file.
pub const PUT_IT_HERE: &str = "put it into the file under secrets/ that names it";

/// The default, and where a profile has another one.
pub fn fallbacks(base: &str, others: &[(&str, &str)]) -> String {
    let mut text = base.to_owned();
    for (profile, value) in others.iter().filter(|(_, value)| *value != base) {
        text.push_str(&format!("; {value} in {profile}"));
    }
    text
}

/// A default that another variable holds.
pub fn as_in(key: &str) -> String {
    format!("as {key}")
}

/// `2.0`, `0.25`.
pub fn cpus(thousandths: u32) -> String {
    let part = format!("{:03}", thousandths % 1000);
    let part = part.trim_end_matches('0');
    format!("{}.{}", thousandths / 1000, if part.is_empty() { "0" } else { part })
}

/// `512M`, `2G`.
pub fn memory(mebibytes: u32) -> String {
    if mebibytes.is_multiple_of(1024) { format!("{}G", mebibytes / 1024) } else { format!("{mebibytes}M") }
}

/// `8.7 GB`, never less than it is.
pub fn gigabytes(mebibytes: u32) -> String {
    let tenths = (mebibytes * 10).div_ceil(1024);
    format!("{}.{} GB", tenths / 10, tenths % 10)
}

/// `line`: None where it is as a whole what it must not be.
pub fn template_failed(name: &str, line: Option<usize>, why: &str) -> String {
    let at = line.map_or_else(String::new, |line| format!(" at line {line}"));
    format!("the template {name} failed{at}: {why}. The fault is the template's, not your answers'")
}

pub fn too_large(most: usize, found: usize) -> String {
    format!("expected a file of at most {most} bytes; found {found}")
}
