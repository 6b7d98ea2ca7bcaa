//! Why a value is refused: what was expected, what was found.

use crate::values::Wrong;

pub fn wrong(wrong: &Wrong) -> String {
    match wrong {
        Wrong::NoValue => "expected a value; found nothing".to_owned(),
        Wrong::LineBreak => {
            "expected one line of text; found a line break, which a .env file can't carry".to_owned()
        }
        Wrong::ControlCharacter { code } => {
            format!("expected printable text; found the control character U+{code:04X}")
        }
        Wrong::NotALetter { code } => {
            format!("expected printable text; found U+{code:04X}, which is no letter")
        }
        Wrong::OtherBeginning { begins, found } => {
            format!("expected it to start with `{}`; found `{found}`", begins.join("` or `"))
        }
        Wrong::SecretPrefix { prefixes } => {
            format!("expected it to start with `{}`; this one does not", prefixes.join("` or `"))
        }
        Wrong::SecretCharacters => {
            "expected letters, digits, `_` and `-` only; found another character, perhaps a space from copying"
                .to_owned()
        }
        Wrong::SecretTooShort { least, found } => {
            format!("expected at least {least} characters; found {found}")
        }
        Wrong::SecretNotBase64 => {
            "expected base64: letters, digits, `+`, `/` and `=` at the end; found something else".to_owned()
        }
        Wrong::SecretTooFewBytes { least, found } => {
            format!("expected the base64 of at least {least} bytes; found {found} bytes")
        }
        Wrong::NotAnIdentifier { longest, found } => but(
            &format!("lower-case letters, digits and underscores, a letter or underscore first, {longest} at most"),
            found,
        ),
        Wrong::NotAnInteger { least, most: None, found } => {
            but(&format!("a whole number of at least {least}"), found)
        }
        Wrong::NotAnInteger { least, most: Some(most), found } => {
            but(&format!("a whole number from {least} to {most}"), found)
        }
        Wrong::NotADecimal { least, found } => {
            but(&format!("a number of at least {least}, such as 5.0"), found)
        }
        Wrong::NotAPort { found } => but("a port from 1 to 65535", found),
        Wrong::NotARegistry { found } => but(
            "a registry such as `ghcr.io/owner`, in lower case, without `https://` or a closing slash",
            found,
        ),
        Wrong::NotATag { found } => but(
            "an image tag such as `latest`, `0.2.0` or `sha-3610115`: letters, digits, `_`, `.`, `-`",
            found,
        ),
        Wrong::NotAnImage { found } => but("an image reference such as `postgres:15-alpine`", found),
        Wrong::NotAHostName { found } => {
            but("a host name such as `tamma.example.com`, without `https://` and without a port", found)
        }
        Wrong::NotAnEmail { found } => but("an address such as `ops@example.com`", found),
        Wrong::NotAName { found } => but(
            "a name such as `my-app`: letters, digits, `_`, `.`, `-`, a letter or digit first",
            found,
        ),
        Wrong::NotAPath { found } => {
            but("a path that begins with `/`, `./`, `../` or `~/` and holds no colon", found)
        }
        Wrong::NotAnOption { options, found } => but(&format!("one of `{}`", options.join("`, `")), found),
    }
}

fn but(expected: &str, found: &str) -> String {
    format!("expected {expected}; found {}", shown(found))
}

/// What was typed, shortened so that a message stays a sentence.
fn shown(raw: &str) -> String {
    const MOST: usize = 40;
    let visible: String = raw.chars().take(MOST).flat_map(char::escape_debug).collect();
    if raw.is_empty() {
        "nothing".to_owned()
    } else if raw.chars().nth(MOST).is_some() {
        format!("`{visible}…`")
    } else {
        format!("`{visible}`")
    }
}
