//! Every path that a template reads, those within its loops too: `sections[].variables[].key`.

use std::collections::HashMap;

const WORDS: [&str; 9] = ["and", "or", "not", "in", "if", "else", "true", "false", "none"];

/// What a name stands for: a path, or nothing that was given.
type Names = HashMap<String, Option<String>>;

pub fn reads(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut scopes: Vec<Names> = vec![Names::new()];
    for tag in tags(source) {
        let (word, rest) = tag.split_once(' ').unwrap_or((&tag, ""));
        let mut read = |text: &str, scopes: &[Names]| {
            let paths: Vec<String> = paths(text).iter().filter_map(|path| resolve(path, scopes)).collect();
            found.extend(paths.iter().cloned());
            paths
        };
        match word {
            "for" => {
                let (name, list) = rest.split_once(" in ").expect("a loop names its list");
                let list = read(list, &scopes).pop();
                let item = list.map(|path| format!("{path}[]"));
                scopes.push(Names::from([(name.trim().to_owned(), item), ("loop".to_owned(), None)]));
            }
            "endfor" => drop(scopes.pop()),
            "set" => {
                let (name, value) = rest.split_once('=').expect("a name is set to something");
                read(value, &scopes);
                scopes.last_mut().unwrap().insert(name.trim().to_owned(), None);
            }
            "if" | "elif" => drop(read(rest, &scopes)),
            "else" | "endif" => {}
            _ => drop(read(&tag, &scopes)),
        }
    }
    found
}

/// What stands in each tag, without what is raw and without comments.
fn tags(source: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = source;
    while let Some(at) = ["{%", "{{", "{#"].iter().filter_map(|open| rest.find(open)).min() {
        let close = match &rest[at..at + 2] {
            "{%" => "%}",
            "{{" => "}}",
            _ => "#}",
        };
        let end = at + rest[at..].find(close).expect("a tag ends");
        let inner = rest[at + 2..end].trim_matches(['-', '+']).trim();
        let raw = close == "%}" && inner == "raw";
        if close != "#}" && !raw {
            tags.push(inner.to_owned());
        }
        rest = &rest[end + 2..];
        if raw {
            rest = &rest[rest.find("{% endraw %}").expect("what is raw ends") + "{% endraw %}".len()..];
        }
    }
    tags
}

/// The dotted names of an expression, without texts, filters and the language's own words.
fn paths(expression: &str) -> Vec<String> {
    let without_texts: String =
        expression.split('"').enumerate().map(|(at, part)| if at % 2 == 0 { part } else { "0" }).collect();
    let mut paths = Vec::new();
    let mut filter = false;
    for part in without_texts.split_inclusive(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
    {
        let (name, end) = match part.char_indices().last() {
            Some((at, c)) if !(c.is_ascii_alphanumeric() || c == '_' || c == '.') => (&part[..at], c),
            _ => (part, ' '),
        };
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if is_name && !filter && !WORDS.contains(&name) {
            paths.push(name.to_owned());
        }
        filter = end == '|' || filter && name.is_empty() && end == ' ';
    }
    paths
}

fn resolve(path: &str, scopes: &[Names]) -> Option<String> {
    let (top, rest) = path.split_once('.').map_or((path, ""), |(top, rest)| (top, rest));
    let stands_for = scopes.iter().rev().find_map(|names| names.get(top));
    let top = stands_for.map_or_else(|| Some(top.to_owned()), Clone::clone)?;
    Some(if rest.is_empty() { top } else { format!("{top}.{rest}") })
}

#[test]
fn loops_texts_filters_and_raw_parts_are_told_apart() {
    let read = reads(
        "{% for a in list.of %}{{ a.b|code }}{% for c in a.all %}{{ c }}{% endfor %}{{ loop.index }}{% endfor %}\
         {% set d = x == \"y.z\" %}{{ d }}{# e #}{% raw %}{{ f }}{% endraw %}{% if \"g\" not in h or not i %}{% endif %}",
    );
    assert_eq!(read, ["list.of", "list.of[].b", "list.of[].all", "list.of[].all[]", "x", "h", "i"]);
}
