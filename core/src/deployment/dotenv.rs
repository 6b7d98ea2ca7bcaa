//! Reads `.env` as Docker Compose does. Kept libraries read another dialect: they refuse an unquoted space, or take a
//! `$` differently.
//!
//! ```text
//! line   := [ "export " ] name ( "=" | ":" ) value  |  name
//! value  := "'" raw "'"  |  '"' escaped and expanded '"'  |  expanded up to " #"
//! ```
//!
//! A value in quotes may go on over lines. A name without a value is taken from the shell, which is not known here.

use std::collections::BTreeMap;

use super::interpolation::substitute;

/// References make a file larger by no more than this: Linux gives a program no more than twice as much.
const MOST_GROWN: usize = 1024 * 1024;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1; where it begins.
    pub number: usize,
    pub name: String,
    pub value: String,
}

/// The lines that set a variable, and the numbers of those at which Compose gives up.
pub fn read(text: &str) -> (Vec<Line>, Vec<usize>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let (mut lines, mut broken) = (Vec::new(), Vec::new());
    let mut known = BTreeMap::new();
    let mut rest = text.trim_start();
    let (mut number, mut counted) = (1, 0);
    let mut room = text.len() + MOST_GROWN;
    while !rest.is_empty() {
        let at = text.len() - rest.len();
        number += text[counted..at].matches('\n').count();
        counted = at;
        if rest.starts_with('#') {
            rest = next_line(rest);
        } else if let Some((name, value, behind)) = statement(rest, &known) {
            if let Some(value) = value {
                // Each line may double what is above it: there would be no end.
                let Some(left) = room.checked_sub(value.len()) else {
                    broken.push(number);
                    break;
                };
                room = left;
                known.insert(name.to_owned(), value.clone());
                lines.push(Line { number, name: name.to_owned(), value });
            }
            rest = behind;
        } else {
            broken.push(number);
            rest = next_line(rest);
        }
        rest = rest.trim_start();
    }
    (lines, broken)
}

fn next_line(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, behind)| behind)
}

/// A name, its value if it has one, and what stands behind.
fn statement<'a>(
    text: &'a str,
    known: &BTreeMap<String, String>,
) -> Option<(&'a str, Option<String>, &'a str)> {
    let named = text.strip_prefix("export").filter(|rest| rest.starts_with(char::is_whitespace));
    let text = named.map_or(text, |rest| rest.trim_start_matches(is_space));
    let end = text.find(['=', ':', '\n'])?;
    let name = text[..end].trim_end();
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']');
    if name.is_empty() || !name.chars().all(letter) {
        return None;
    }
    let behind = text[end + 1..].trim_start_matches(is_space);
    if text[end..].starts_with('\n') {
        return Some((name, None, behind));
    }
    let (value, behind) = value(behind, known)?;
    Some((name, Some(value), behind))
}

/// White space that does not end a line.
fn is_space(letter: char) -> bool {
    matches!(letter, '\t' | '\u{b}' | '\u{c}' | '\r' | ' ' | '\u{85}' | '\u{a0}')
}

fn value<'a>(text: &'a str, known: &BTreeMap<String, String>) -> Option<(String, &'a str)> {
    if text.starts_with('\'') {
        return quoted(text, '\'');
    }
    if text.starts_with('"') {
        let (inside, behind) = quoted(text, '"')?;
        return Some((substitute(&unescape(&inside), known)?, behind));
    }
    let (line, behind) = text.split_once('\n').unwrap_or((text, ""));
    let plain = line.split_once(" #").map_or(line, |(plain, _comment)| plain).trim_end();
    Some((substitute(plain, known)?, behind))
}

/// What stands between two quotes, and what behind them. A backslash keeps a quote from being the end, and goes.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => match letters.next()?.1 {
                escaped if escaped == quote => out.push(quote),
                other => out.extend(['\\', other]),
            },
            letter if letter == quote => return Some((out, &text[at + 1..])),
            letter => out.push(letter),
        }
    }
    None
}

/// What the backslashes within double quotes mean. `\$` becomes `$$`, which is expanded to `$`.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let known = ["a\u{7}", "b\u{8}", "f\u{c}", "n\n", "r\r", "t\t", "v\u{b}", "\\\\"];
        let meaning = known.iter().find_map(|pair| pair.strip_prefix(rest.chars().next()?));
        if let Some(meaning) = meaning {
            out.push_str(meaning);
            rest = &rest[1..];
        } else if rest.starts_with('$') {
            out.push('$');
        } else if let Some(digits) = rest.strip_prefix('0') {
            let (letter, behind) = octal(digits);
            out.push_str(&letter);
            rest = behind;
        } else {
            out.push('\\');
        }
    }
    out + rest
}

/// Three octal digits behind `\0` are a letter. Others lose the zero.
fn octal(text: &str) -> (String, &str) {
    let end = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let (digits, behind) = text.split_at(end);
    let letter = match u8::from_str_radix(digits, 8) {
        Ok(byte) if end == 3 && byte.is_ascii() => char::from(byte).to_string(),
        // Half of a letter's bytes is no letter.
        Ok(_) if end == 3 => char::REPLACEMENT_CHARACTER.to_string(),
        _ => format!("\\{digits}"),
    };
    (letter, behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::escape;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

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
        assert_eq!(read("A=1\nno name\nB=\"open\nC='x' y z\nD=a $ b\n1+1=2\nE").1, [2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn a_value_in_quotes_may_go_on_over_lines() {
        let (lines, broken) = read("A='1\n2'\n\nB=\"3\n4\" # more\nC=5\r\n");
        let lines: Vec<_> = lines.iter().map(|line| (line.number, &*line.name, &*line.value)).collect();
        assert_eq!(lines, [(1, "A", "1\n2"), (4, "B", "3\n4"), (6, "C", "5")]);
        assert!(broken.is_empty());
    }

    #[test]
    fn a_name_alone_is_left_to_the_shell() {
        assert_eq!(
            read("A\nexport B\nC: 1\n"),
            (vec![Line { number: 3, name: "C".into(), value: "1".into() }], vec![])
        );
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
