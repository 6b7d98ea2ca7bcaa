//! Reads a connection string by the rules of .NET's `DbConnectionStringBuilder`, on which Npgsql's builds. Written from
//! those rules, and knows nothing of how Berth writes one.
//!
//! ```text
//! string   := { ";" | space | key "=" value }
//! key      := letters, "=" doubled, spaces around it left out, case left out
//! value    := "'" any, "'" doubled "'"  |  '"' any, '"' doubled '"'  |  any but ";", spaces around it left out
//! ```
//!
//! A value in quotes is followed by `;`. One without can hold no control character, and can't end with a quote.

use std::collections::BTreeMap;

pub fn read(text: &str) -> Result<BTreeMap<String, String>, String> {
    let mut pairs = BTreeMap::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c == ';' || c.is_whitespace());
        if rest.is_empty() {
            return Ok(pairs);
        }
        let (key, behind) = key(rest)?;
        let (value, behind) = value(behind.trim_start())?;
        pairs.insert(key, value);
        rest = behind;
    }
}

fn key(text: &str) -> Result<(String, &str), String> {
    let mut key = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '=' if text[at + 1..].starts_with('=') => {
                letters.next();
                key.push('=');
            }
            '=' if key.trim().is_empty() => return Err(format!("no key at `{text}`")),
            '=' => return Ok((key.trim_end().to_lowercase(), &text[at + 1..])),
            letter if letter.is_control() => return Err(format!("{letter:?} in a key")),
            letter => key.push(letter),
        }
    }
    Err(format!("`{text}` has no value"))
}

fn value(text: &str) -> Result<(String, &str), String> {
    let quote = text.chars().next().filter(|first| matches!(first, '\'' | '"'));
    quote.map_or_else(|| bare(text), |quote| quoted(&text[1..], quote))
}

fn bare(text: &str) -> Result<(String, &str), String> {
    let end = text.find(';').unwrap_or(text.len());
    let value = text[..end].trim();
    if value.chars().any(char::is_control) || value.ends_with(['\'', '"']) {
        return Err(format!("`{value}` needs quotes"));
    }
    Ok((value.to_owned(), &text[end..]))
}

fn quoted(text: &str, quote: char) -> Result<(String, &str), String> {
    let mut value = String::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter != quote {
            value.push(letter);
        } else if letters.next_if(|(_, next)| *next == quote).is_some() {
            value.push(quote);
        } else {
            let behind = text[at + 1..].trim_start();
            let ends = behind.is_empty() || behind.starts_with(';');
            return if ends { Ok((value, behind)) } else { Err(format!("`{behind}` behind a quote")) };
        }
    }
    Err("a quote is not closed".to_owned())
}
