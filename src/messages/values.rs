//! Why a value is refused: what was expected, what was found.

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

pub fn identifier(raw: &str, longest: usize) -> String {
    format!(
        "expected lower-case letters, digits and underscores, a letter or underscore first, {longest} at most; found {}",
        shown(raw)
    )
}

pub fn port(raw: &str) -> String {
    format!("expected a port from 1 to 65535; found {}", shown(raw))
}

pub fn integer(raw: &str, least: u64, most: u64) -> String {
    if most == u64::MAX {
        format!("expected a whole number of at least {least}; found {}", shown(raw))
    } else {
        format!("expected a whole number from {least} to {most}; found {}", shown(raw))
    }
}

pub fn decimal(raw: &str, least: u32) -> String {
    format!("expected a number of at least {least}, such as 5.0; found {}", shown(raw))
}

pub fn registry(raw: &str) -> String {
    format!(
        "expected a registry such as `ghcr.io/owner`, in lower case, without `https://` or a closing slash; found {}",
        shown(raw)
    )
}

pub fn tag(raw: &str) -> String {
    format!(
        "expected an image tag such as `latest`, `0.2.0` or `sha-3610115`: letters, digits, `_`, `.`, `-`; found {}",
        shown(raw)
    )
}

pub fn image(raw: &str) -> String {
    format!("expected an image reference such as `postgres:15-alpine`; found {}", shown(raw))
}

pub fn host_name(raw: &str) -> String {
    format!(
        "expected a host name such as `tamma.example.com`, without `https://` and without a port; found {}",
        shown(raw)
    )
}

pub fn email(raw: &str) -> String {
    format!("expected an address such as `ops@example.com`; found {}", shown(raw))
}

pub fn name(raw: &str) -> String {
    format!(
        "expected a name such as `my-app`: letters, digits, `_`, `.`, `-`, a letter or digit first; found {}",
        shown(raw)
    )
}

pub fn path(raw: &str) -> String {
    format!(
        "expected a path that begins with `/`, `./`, `../` or `~/` and holds no colon; found {}",
        shown(raw)
    )
}

pub fn choice(raw: &str, options: &[&str]) -> String {
    format!("expected one of `{}`; found {}", options.join("`, `"), shown(raw))
}

pub fn line_break() -> String {
    "expected one line of text; found a line break, which a .env file can't carry".to_owned()
}

pub fn control_character(found: char) -> String {
    format!("expected printable text; found the control character U+{:04X}", u32::from(found))
}

pub fn no_letter(found: char) -> String {
    format!("expected printable text; found U+{:04X}, which is no letter", u32::from(found))
}

pub fn empty() -> String {
    "expected a value; found nothing".to_owned()
}

/// Never names what was found: it is a secret.
pub fn secret_too_short(least: usize, found: usize) -> String {
    format!("expected at least {least} characters; found {found}")
}

pub fn begin(begins: &[&str], found: &str) -> String {
    format!("expected it to start with `{}`; found `{found}`", begins.join("` or `"))
}

pub fn secret_prefix(prefixes: &[&str]) -> String {
    format!("expected it to start with `{}`; this one does not", prefixes.join("` or `"))
}

pub fn secret_characters() -> String {
    "expected letters, digits, `_` and `-` only; found another character, perhaps a space from copying"
        .to_owned()
}

pub fn secret_bytes(least: usize, found: usize) -> String {
    format!("expected the base64 of at least {least} bytes; found {found} bytes")
}

pub fn secret_not_base64() -> String {
    "expected base64: letters, digits, `+`, `/` and `=` at the end; found something else".to_owned()
}
