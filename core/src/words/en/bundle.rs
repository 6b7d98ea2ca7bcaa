//! What the files of a bundle say of themselves, and what is left to do before the stack starts.

use crate::stack::Encoding;

pub const BASE: &str = "What runs";
pub const ANSWERS: &str = "Your answers; keep it to yourself";
pub const ANSWERS_AND_SECRETS: &str = "Your answers and secrets; keep it to yourself";
pub const EXAMPLE: &str = "The same without answers";
pub const IGNORED: &str = "Keeps secrets out of version control";
pub const LINE_ENDS: &str = "Keeps Unix line ends";
pub const SECRETS_OF_A_SERVICE: &str = "Secrets of a program that reads no secret files";

/// Compose says it, behind the variable's name, when a variable that must not be empty is.
pub const WRITE_INTO_ENV: &str = "write it into .env";

/// The same, for a variable in a service's own file.
pub const PUT_IT_HERE: &str = "put it into the file under secrets/ that names it";

/// What an encoded secret is, in words.
pub fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Plain => "as it is",
        Encoding::Npgsql => "quoted for a .NET connection string",
        Encoding::Percent => "percent-encoded for a URL",
    }
}

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

pub fn and(one: &str, other: &str) -> String {
    format!("{one} and {other}")
}

/// A line of the next steps, for what is missing.
pub fn to_supply(key: &str, where_from: Option<&str>, file: &str) -> String {
    match where_from {
        Some(where_from) => format!("Write {key} into {file}. {where_from}"),
        None => format!("Write {key} into {file}"),
    }
}
