//! Every sentence that a person reads and that no manifest holds. A translation replaces this module and the
//! manifests, and touches nothing else.

#[cfg(feature = "cli")]
pub mod deployment;
pub mod findings;
pub mod link;
#[cfg(feature = "web")]
pub mod page;
pub mod script;
#[cfg(feature = "cli")]
pub mod terminal;
pub mod values;

use crate::plan::Totals;
use crate::stack::{Encoding, Host, Revision, Stage};

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
pub fn made_for(source: Revision) -> String {
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

/// What such a file is.
pub const SECRETS_OF_A_SERVICE: &str = "Secrets of a program that reads no secret files";

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

/// What everything may use, beside what the stack's own documents ask of a machine.
pub fn totals(totals: &Totals, limited: bool, host: Host) -> String {
    let used = format!(
        "{} CPUs and {} of memory in {}",
        cpus(totals.most.cpus),
        gigabytes(totals.most.memory),
        count(totals.containers as usize, "container", "containers"),
    );
    let may = if limited { "May use" } else { "Nothing is limited; one of each is meant to use at most" };
    let host_cpus = count(host.cpus as usize, "CPU", "CPUs");
    let asked = format!("{host_cpus}, {} GB of memory and {} GB of disk", host.memory, host.disk);
    let verdict = if limited && totals.exceeds(host) {
        ", which is too small for all of them busy at once"
    } else {
        ""
    };
    format!("{may} {used}. The stack asks for a machine with {asked}{verdict}.")
}

pub fn template_failed(name: &str, line: usize, why: &str) -> String {
    format!("the template {name} failed at line {line}: {why}. This is a fault of Berth, not of your answers")
}
