//! How a value is written into each kind of file so that it stays a value.

use std::fmt::Write as _;

/// None where the kind has no way to write this value.
pub fn value(kind: &str, raw: &str) -> Option<String> {
    match kind {
        "yaml" => Some(yaml(raw)),
        "dotenv" => Some(dotenv(raw)),
        "nginx" => nginx(raw),
        "sql" => Some(sql(raw)),
        "shell" => Some(shell(raw)),
        "dockerfile" => dockerfile(raw),
        "toml" | "json" => Some(json(raw)),
        "markdown" => Some(markdown(raw)),
        "erlang" => Some(erlang(raw)),
        _ => raw.bytes().all(is_name).then(|| raw.to_owned()),
    }
}

/// Letters that mean nothing anywhere.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_./-".contains(&byte)
}

/// Letters that can be seen, and the blank: a text of these alone needs no look at each.
fn is_common(byte: u8) -> bool {
    (b' '..=b'~').contains(&byte)
}

/// What a YAML reader refuses, or takes for the end of a line.
fn breaks_yaml(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// Plain where no reader, of YAML 1.1 or 1.2, could take it for anything but this text; else in double quotes.
pub fn yaml(raw: &str) -> String {
    const NOT_TEXT: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "none"];
    let starts_well = raw.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') || raw.starts_with("./");
    let goes_on_well = raw.bytes().all(|b| is_name(b) || b == b':') && !raw.ends_with(':');
    if starts_well && goes_on_well && !NOT_TEXT.iter().any(|word| word.eq_ignore_ascii_case(raw)) {
        raw.to_owned()
    } else {
        json(raw)
    }
}

/// Double quotes, with the letters escaped that end it or that a YAML reader would refuse.
pub fn json(raw: &str) -> String {
    if raw.bytes().all(|byte| is_common(byte) && byte != b'"' && byte != b'\\') {
        return format!("\"{raw}\"");
    }
    let mut out = String::from("\"");
    for letter in raw.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if breaks_yaml(c) || c == '\u{feff}' => {
                write!(out, "\\u{:04X}", u32::from(c)).expect("a String takes all");
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// As Docker Compose reads it: in double quotes a backslash takes the meaning off `\`, `"` and `$` (G1).
pub fn dotenv(raw: &str) -> String {
    if raw.bytes().all(|b| is_name(b) || b":@+,=".contains(&b)) {
        return raw.to_owned();
    }
    format!("\"{}\"", within_quotes(raw))
}

/// A part of such a value, without the quotes.
pub fn within_quotes(raw: &str) -> String {
    escaped(raw, &['\\', '"', '$'])
}

/// A `$` can't be written in nginx's configuration: there is no way to take its meaning off. Nor can more than it reads at
/// a time.
pub fn nginx(raw: &str) -> Option<String> {
    const LONGEST: usize = 4094;
    match raw {
        _ if raw.len() + raw.matches(['\\', '"']).count() > LONGEST => None,
        _ if raw.contains(['$', '\n', '\r', '\0']) => None,
        _ if !raw.is_empty() && raw.bytes().all(|b| is_name(b) || b == b':') => Some(raw.to_owned()),
        _ => Some(quoted(raw, &['\\', '"'])),
    }
}

pub fn sql(raw: &str) -> String {
    format!("'{}'", raw.replace('\'', "''"))
}

pub fn shell(raw: &str) -> String {
    if !raw.is_empty() && raw.bytes().all(is_name) {
        raw.to_owned()
    } else {
        format!("'{}'", raw.replace('\'', r"'\''"))
    }
}

/// An instruction ends with its line: a line break can't be written.
pub fn dockerfile(raw: &str) -> Option<String> {
    match raw {
        _ if raw.contains(['\n', '\r', '\0']) => None,
        _ if !raw.is_empty() && raw.bytes().all(|b| is_name(b) || b":@".contains(&b)) => Some(raw.to_owned()),
        _ => Some(quoted(raw, &['\\', '"', '$'])),
    }
}

/// A binary in UTF-8. Letters beyond ASCII are escaped: RabbitMQ reads its file as Latin-1.
pub fn erlang(raw: &str) -> String {
    let mut out = String::from("<<\"");
    for letter in raw.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            ' '..='~' => out.push(letter),
            c => write!(out, "\\x{{{:X}}}", u32::from(c)).expect("a String takes all"),
        }
    }
    out.push_str("\"/utf8>>");
    out
}

/// As prose, wherever it stands: what Markdown or HTML would take for its own is escaped.
pub fn markdown(raw: &str) -> String {
    let line = raw.replace(['\n', '\r'], " ");
    let mut out = String::with_capacity(line.len());
    let last = line.char_indices().last().map_or(0, |(at, _)| at);
    for (at, letter) in line.char_indices() {
        match letter {
            // Blanks at the start make code, at the end a line break.
            ' ' | '\t' if at == 0 || at == last => {
                write!(out, "&#{};", u32::from(letter)).expect("a String takes all");
            }
            '-' | '+' | '=' | ':' if at == 0 => out.extend(['\\', letter]),
            '.' | ')' if numbers_an_item(&line, at) => out.extend(['\\', letter]),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~' | '$' => {
                out.extend(['\\', letter]);
            }
            c => out.push(c),
        }
    }
    out
}

/// `1.` or `1)` at the start, with a blank or nothing behind it.
fn numbers_an_item(line: &str, at: usize) -> bool {
    at > 0
        && line[..at].bytes().all(|b| b.is_ascii_digit())
        && matches!(line[at + 1..].chars().next(), None | Some(' ' | '\t'))
}

/// As code within a line.
pub fn markdown_code(raw: &str) -> String {
    let line = raw.replace(['\n', '\r'], " ");
    if line.contains('|') {
        // A table ends a cell at a bar even within code, and elsewhere code shows the backslash that would keep it.
        return format!("<code>{}</code>", markdown(&line));
    }
    let ticks = "`".repeat(longest_run(&line, '`') + 1);
    // One blank is taken off at both ends, where both have one and there is something between them.
    let loses_blanks = line.starts_with(' ') && line.ends_with(' ') && !line.trim_matches(' ').is_empty();
    let pad = if loses_blanks || line.is_empty() || line.starts_with('`') || line.ends_with('`') {
        " "
    } else {
        ""
    };
    let end = if line.is_empty() { "" } else { pad };
    format!("{ticks}{pad}{line}{end}{ticks}")
}

/// As commands in a block of their own.
pub fn markdown_block(raw: &str) -> String {
    let fence = "`".repeat((longest_run(raw, '`') + 1).max(3));
    format!("{fence}sh\n{raw}\n{fence}")
}

/// Within a comment that ends with its line. YAML 1.1 knows two more line ends than others do.
pub fn comment(raw: &str) -> String {
    if raw.bytes().all(is_common) {
        return raw.to_owned();
    }
    raw.chars().map(|c| if breaks_yaml(c) { ' ' } else { c }).collect()
}

fn quoted(raw: &str, special: &[char]) -> String {
    format!("\"{}\"", escaped(raw, special))
}

fn escaped(raw: &str, special: &[char]) -> String {
    let mut out = String::new();
    for letter in raw.chars() {
        if special.contains(&letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn longest_run(text: &str, letter: char) -> usize {
    text.split(|c| c != letter).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn yaml_is_plain_only_where_nothing_else_is_meant() {
        for plain in ["tamma", "postgres:15-alpine", "ghcr.io/meywd/tamma-api", "/var/lib", "pg_isready"] {
            assert_eq!(yaml(plain), plain);
        }
        for quoted in [
            "", "yes", "No", "NULL", "1", "12:30", "0x1f", "a: b", "a:", "- a", "${X}", "a #b", "é", "~",
            "-h",
        ] {
            assert!(yaml(quoted).starts_with('"'), "{quoted}");
        }
        assert_eq!(yaml("a\"b\\c\t\u{85}"), r#""a\"b\\c\t\u0085""#);
        // No letters: a YAML reader refuses them.
        assert_eq!(yaml("\u{fffe}\u{ffff}"), r#""\uFFFE\uFFFF""#);
    }

    #[test]
    fn dotenv_escapes_what_compose_would_read() {
        assert_eq!(dotenv(""), "");
        assert_eq!(dotenv("ghcr.io/meywd"), "ghcr.io/meywd");
        assert_eq!(dotenv(r#"a $b "c" \d #e"#), r#""a \$b \"c\" \\d #e""#);
    }

    #[test]
    fn nginx_refuses_what_it_cannot_write() {
        assert_eq!(nginx("tamma-api:3100"), Some("tamma-api:3100".into()));
        assert_eq!(nginx("a b;{}"), Some("\"a b;{}\"".into()));
        assert_eq!(nginx("$host"), None);
        assert!(nginx(&"x".repeat(4094)).is_some() && nginx(&"\"".repeat(2047)).is_some());
        assert!(nginx(&"x".repeat(4095)).is_none() && nginx(&"\"".repeat(2048)).is_none());
    }

    #[test]
    fn sql_and_shell_double_their_quote() {
        assert_eq!(sql("it's"), "'it''s'");
        assert_eq!(shell("it's"), r"'it'\''s'");
        assert_eq!(shell(""), "''");
    }

    #[test]
    fn erlang_is_a_binary_in_ascii() {
        assert_eq!(erlang(""), r#"<<""/utf8>>"#);
        assert_eq!(erlang(r#"a "b" \ # $x 'y' {}<<>>"#), r#"<<"a \"b\" \\ # $x 'y' {}<<>>"/utf8>>"#);
        assert_eq!(erlang("ü\t\u{0}\u{1f600}"), r#"<<"\x{FC}\x{9}\x{0}\x{1F600}"/utf8>>"#);
    }

    #[test]
    fn prose_begins_no_list_and_no_code() {
        assert_eq!(markdown("1. a - b"), r"1\. a - b");
        assert_eq!(markdown("5.0"), "5.0");
        assert_eq!(markdown("- a"), r"\- a");
        assert_eq!(markdown("    a  "), "&#32;   a &#32;");
        assert_eq!(markdown("$a$ <b>"), r"\$a\$ \<b\>");
    }

    #[test]
    fn a_line_of_its_own_stays_one() {
        assert_eq!(comment("a\u{2028}b: c\nd\u{85}e\u{fffe}"), "a b: c d e ");
        assert_eq!(dockerfile("a\nUSER root"), None);
        assert_eq!(dockerfile("a $b").as_deref(), Some(r#""a \$b""#));
    }

    #[test]
    fn markdown_code_outlasts_ticks() {
        assert_eq!(markdown_code("a"), "`a`");
        assert_eq!(markdown_code("a``b"), "```a``b```");
        assert_eq!(markdown_code("`a"), "`` `a ``");
        assert_eq!(markdown_code(" a "), "`  a  `");
        assert_eq!(markdown_code(""), "` `");
        assert_eq!(markdown_code("a|*b"), r"<code>a\|\*b</code>");
        assert_eq!(markdown_block("```"), "````sh\n```\n````");
    }

    #[test]
    fn plain_files_take_names_only() {
        assert_eq!(value("plain", "backups/x"), Some("backups/x".into()));
        assert_eq!(value("plain", "a b"), None);
    }
}
