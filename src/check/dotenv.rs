//! Reads `.env` as Docker Compose does. Kept libraries read another dialect: they refuse an unquoted space, or take a
//! `$` differently.
//!
//! ```text
//! line   := [ "export " ] name "=" value
//! value  := "'" raw "'"  |  '"' escaped and expanded '"'  |  expanded up to " #"
//! ```

use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    pub name: String,
    pub value: String,
}

/// The lines that set a variable, and the numbers of those that can't be read.
pub fn read(text: &str) -> (Vec<Line>, Vec<usize>) {
    let (mut lines, mut broken) = (Vec::new(), Vec::new());
    let mut known = BTreeMap::new();
    for (at, raw) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let raw = raw.trim();
        if raw.is_empty() || raw.starts_with('#') {
            continue;
        }
        match line(raw, &known) {
            Some((name, value)) => {
                known.insert(name.clone(), value.clone());
                lines.push(Line { number: at + 1, name, value });
            }
            None => broken.push(at + 1),
        }
    }
    (lines, broken)
}

fn line(raw: &str, known: &BTreeMap<String, String>) -> Option<(String, String)> {
    let raw = raw.strip_prefix("export ").map_or(raw, str::trim_start);
    let (name, value) = raw.split_once('=')?;
    let name = name.trim_end();
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    if name.is_empty() || !name.chars().all(letter) {
        return None;
    }
    Some((name.to_owned(), self::value(value.trim_start(), known)?))
}

fn value(raw: &str, known: &BTreeMap<String, String>) -> Option<String> {
    if let Some(rest) = raw.strip_prefix('\'') {
        let (inside, after) = rest.split_once('\'')?;
        return is_comment(after).then(|| inside.to_owned());
    }
    if let Some(rest) = raw.strip_prefix('"') {
        return double_quoted(rest, known);
    }
    let plain = raw.find(" #").map_or(raw, |at| &raw[..at]).trim_end();
    let plain = if plain.starts_with('#') { "" } else { plain };
    Some(expand(plain, known))
}

fn double_quoted(rest: &str, known: &BTreeMap<String, String>) -> Option<String> {
    let (mut out, mut literal) = (String::new(), String::new());
    let mut letters = rest.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => {
                out.push_str(&expand(&literal, known));
                return is_comment(&rest[at + 1..]).then_some(out);
            }
            '\\' => match letters.next()?.1 {
                escaped @ ('$' | '"' | '\\') => {
                    out.push_str(&expand(&literal, known));
                    literal.clear();
                    out.push(escaped);
                }
                'n' => literal.push('\n'),
                'r' => literal.push('\r'),
                't' => literal.push('\t'),
                other => literal.extend(['\\', other]),
            },
            other => literal.push(other),
        }
    }
    None
}

fn is_comment(after: &str) -> bool {
    let after = after.trim();
    after.is_empty() || after.starts_with('#')
}

/// `$NAME` and `${NAME}` by what earlier lines set; anything else stays.
fn expand(text: &str, known: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let braced = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (name, after) = braced.unwrap_or((&rest[..end], &rest[end..]));
        if name.is_empty() {
            out.push('$');
        } else {
            out.push_str(known.get(name).map_or("", String::as_str));
            rest = after;
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::escape;

    fn values(text: &str) -> Vec<String> {
        read(text).0.into_iter().map(|line| line.value).collect()
    }

    #[test]
    fn reads_every_form() {
        let text = "A=1\n# no\n\nexport B = two words # note\nC='$A \\n'\nD=\"$A \\$A \\\"x\\\" \\\\\"\nE=${A}#x\nF=\n";
        assert_eq!(values(text), ["1", "two words", "$A \\n", "1 $A \"x\" \\", "1#x", ""]);
    }

    #[test]
    fn names_the_lines_that_it_cannot_read() {
        assert_eq!(read("A=1\nnonsense\nB=\"open\nC='x' y\n").1, [2, 3, 4]);
    }

    #[test]
    fn g1_reads_back_what_is_written() {
        for value in
            ["", " a ", "a$b", "${A}", r"\", r#"\""#, "a #b", "'", "`x`", "ü漢😀", "\t", "a=b", "!#%"]
        {
            assert_eq!(values(&format!("A=7\nX={}", escape::dotenv(value)))[1], value);
        }
    }
}
