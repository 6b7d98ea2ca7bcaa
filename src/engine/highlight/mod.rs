//! The colours of a line: what each part of it is, told from the line alone and a table of its kind of file. It need
//! not be right about every line, and it never changes one: the parts, put together, are the line.

mod table;

use crate::stack::FileKind;
use table::Table;

/// A longer line is left plain.
const LONGEST: usize = 2000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Plain,
    Comment,
    Key,
    String,
    Constant,
    Keyword,
    Variable,
    Heading,
}

/// Which lines lie in a block of another language: commands in a text for people, or text in a script.
#[derive(Default)]
pub struct Block<'a> {
    /// What ends it.
    end: Option<&'a str>,
}

const FENCE: &str = "```";

impl<'a> Block<'a> {
    /// Asked of every line in turn.
    pub fn holds(&mut self, line: &'a str) -> bool {
        let start = line.trim_start();
        match self.end {
            Some(FENCE) if start.starts_with(FENCE) => self.end = None,
            Some(end) if start == end => self.end = None,
            Some(_) => return true,
            None if start.starts_with(FENCE) => self.end = Some(FENCE),
            None => self.end = here_document(line),
        }
        false
    }
}

/// `END` of `cat <<'END'`.
fn here_document(line: &str) -> Option<&str> {
    let (_, word) = line.split_once("<<")?;
    let word = word.trim_start_matches(['-', '\'', '"']);
    let end = word.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(word.len());
    (end > 1).then(|| &word[..end])
}

/// Hands over the parts of a line. `fenced`: it lies in a [`Block`].
pub fn parts<'a>(path: &str, kind: FileKind, fenced: bool, line: &'a str, put: &mut dyn FnMut(Ink, &'a str)) {
    let commands = fenced && kind == FileKind::Markdown;
    let table = table::table(path, if commands { FileKind::Shell } else { kind });
    if line.len() > LONGEST {
        return put(Ink::Plain, line);
    }
    if fenced && !commands && !line.is_empty() {
        return put(Ink::String, line);
    }
    if kind == FileKind::Markdown && line.trim_start().starts_with(FENCE) {
        return put(Ink::Comment, line);
    }
    if table.heading.is_some_and(|heading| line.starts_with(heading)) {
        return put(Ink::Heading, line);
    }
    let mut parts = Parts { table, line, from: 0, put };
    if let Some((start, end)) = key(table, line) {
        parts.part(start, end, Ink::Key);
    }
    let mut at = parts.from;
    while at < line.len() {
        at = parts.next(at);
    }
    parts.plain_until(line.len());
}

/// Where the name at a line's beginning starts and ends.
fn key(table: &Table, line: &str) -> Option<(usize, usize)> {
    let after = table.after_key?;
    let mut start = line.len() - line.trim_start().len();
    while table.item.is_some_and(|item| line[start..].starts_with(item)) {
        start += 2;
        start += line[start..].len() - line[start..].trim_start().len();
    }
    let rest = &line[start..];
    if table.comment.iter().any(|comment| rest.starts_with(comment)) {
        return None;
    }
    let quoted = rest.starts_with('"').then(|| rest[1..].find('"').map(|end| end + 2)).flatten();
    let end = quoted
        .or_else(|| rest.find(|c: char| !(c.is_alphanumeric() || "_-./<@".contains(c))))
        .unwrap_or(rest.len());
    let then = &rest[end..];
    let is_key = match after {
        // A directive: the first word, whatever follows.
        ' ' => end > 0,
        ':' => then.strip_prefix(':').is_some_and(|then| then.is_empty() || then.starts_with(' ')),
        after => end > 0 && then.trim_start().starts_with(after),
    };
    is_key.then_some((start, start + end))
}

struct Parts<'a, 'p> {
    table: &'static Table,
    line: &'a str,
    /// What is before it was handed over.
    from: usize,
    put: &'p mut dyn FnMut(Ink, &'a str),
}

impl Parts<'_, '_> {
    fn plain_until(&mut self, end: usize) {
        if end > self.from {
            (self.put)(Ink::Plain, &self.line[self.from..end]);
            self.from = end;
        }
    }

    fn part(&mut self, start: usize, end: usize, ink: Ink) {
        self.plain_until(start);
        if end > start {
            (self.put)(ink, &self.line[start..end]);
            self.from = end;
        }
    }

    /// Looks at what begins here, and says where to look next.
    fn next(&mut self, at: usize) -> usize {
        let rest = &self.line[at..];
        let table = self.table;
        let spaced = at == 0 || self.line[..at].ends_with([' ', '\t', ';']);
        if spaced && table.comment.iter().any(|comment| rest.starts_with(comment)) {
            self.part(at, self.line.len(), Ink::Comment);
            return self.line.len();
        }
        if let Some(length) = variable(table, rest) {
            self.part(at, at + length, Ink::Variable);
            return at + length;
        }
        let first = rest.chars().next().unwrap_or_default();
        if first == '\\' {
            return at + 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        }
        if table.quotes.contains(first)
            && let Some(length) = quoted(rest, first)
        {
            self.string(at, at + length, first);
            return at + length;
        }
        if !is_of_word(first) {
            return at + first.len_utf8();
        }
        let length = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        let ink = word(table, &rest[..length]);
        if ink != Ink::Plain {
            self.part(at, at + length, ink);
        }
        at + length
    }

    /// A string, and the variables in it.
    fn string(&mut self, start: usize, end: usize, quote: char) {
        self.plain_until(start);
        let mut at = start;
        while at < end && !self.table.literal.contains(quote) {
            match variable(self.table, &self.line[at..end]) {
                Some(length) => {
                    self.part(self.from, at, Ink::String);
                    self.part(at, at + length, Ink::Variable);
                    at += length;
                }
                None => at += self.line[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        self.part(self.from, end, Ink::String);
    }
}

/// How long the string is that begins here, if it ends on this line.
fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}

/// How long the variable is that begins here: `$name`, `${name…}`, `${{ name }}`, `{name}`.
fn variable(table: &Table, rest: &str) -> Option<usize> {
    if table.variable == Some('{') && rest.starts_with('{') {
        return rest.find('}').filter(|end| *end > 1).map(|end| end + 1);
    }
    let name = rest.strip_prefix('$').filter(|_| table.variable == Some('$'))?;
    if name.starts_with('{') {
        let end = name.find('}')? + 1;
        return Some(1 + end + usize::from(name[end..].starts_with('}')));
    }
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(name.len());
    let special = usize::from(name.starts_with(['@', '?', '#', '!', '*']));
    Some(1 + end.max(special)).filter(|length| *length > 1)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-' || c == '.'
}

fn word(table: &Table, word: &str) -> Ink {
    let among = |list: &str, any_case: bool| {
        list.split(' ').any(|known| known == word || any_case && known.eq_ignore_ascii_case(word))
    };
    if among(table.keywords, table.any_case) {
        Ink::Keyword
    } else if table.constants && (among("true false null on off yes no", false) || is_number(word)) {
        Ink::Constant
    } else {
        Ink::Plain
    }
}

/// `5432`, `0.5`, `127.0.0.1`, `512M`, `30s`.
fn is_number(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    unit.len() < word.len()
        && word.starts_with(|c: char| c.is_ascii_digit())
        && unit.len() <= 2
        && unit.chars().all(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests;
