//! `${NAME}` and its forms in a Compose file.
//!
//! ```text
//! reference := "$" name | "${" name [ (":-" | "-" | ":?" | "?" | ":+" | "+") text ] "}"
//! ```

use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference<'a> {
    pub name: &'a str,
    /// Empty for `${NAME}`.
    pub operator: &'a str,
    pub argument: &'a str,
}

/// Those that stand in a text, the ones inside others too.
pub fn references(text: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    walk(text, &mut |piece| {
        if let Piece::Reference(reference) = piece {
            found.push(reference);
        }
    });
    let inner: Vec<Reference> = found.iter().flat_map(|reference| references(reference.argument)).collect();
    found.extend(inner);
    found
}

/// The text with each reference put in its place, as Compose would.
pub fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    walk(text, &mut |piece| match piece {
        Piece::Literal(literal) => out.push_str(literal),
        Piece::Reference(reference) => out.push_str(&resolve(reference, values)),
    });
    out
}

fn resolve(reference: Reference, values: &BTreeMap<String, String>) -> String {
    let value = values.get(reference.name);
    let filled = value.filter(|value| !value.is_empty());
    let argument = || fill(reference.argument, values);
    match reference.operator {
        ":-" => filled.cloned().unwrap_or_else(argument),
        "-" => value.cloned().unwrap_or_else(argument),
        ":+" => filled.map(|_| argument()).unwrap_or_default(),
        "+" => value.map(|_| argument()).unwrap_or_default(),
        _ => value.cloned().unwrap_or_default(),
    }
}

enum Piece<'a> {
    Literal(&'a str),
    Reference(Reference<'a>),
}

fn walk<'a>(text: &'a str, visit: &mut dyn FnMut(Piece<'a>)) {
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        visit(Piece::Literal(&rest[..at]));
        let after = &rest[at + 1..];
        if let Some(escaped) = after.strip_prefix('$') {
            visit(Piece::Literal("$"));
            rest = escaped;
        } else if let Some((inside, behind)) = after.strip_prefix('{').and_then(braced) {
            visit(Piece::Reference(reference(inside)));
            rest = behind;
        } else {
            let name = &after[..name_length(after)];
            let reference = Reference { name, operator: "", argument: "" };
            visit(if name.is_empty() { Piece::Literal("$") } else { Piece::Reference(reference) });
            rest = &after[name.len()..];
        }
    }
    visit(Piece::Literal(rest));
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// What stands before the brace that closes, and what behind it.
fn braced(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&text[..at], &text[at + 1..]));
        }
    }
    None
}

fn reference(inside: &str) -> Reference<'_> {
    let (name, rest) = inside.split_at(name_length(inside));
    let operator = [":-", "-", ":?", "?", ":+", "+"].into_iter().find(|operator| rest.starts_with(operator));
    let operator = operator.unwrap_or("");
    Reference { name, operator, argument: &rest[operator.len()..] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> String {
        let values = [("A", "1"), ("E", "")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        fill(text, &values.into())
    }

    #[test]
    fn fills_every_form() {
        for (text, expected) in [
            ("$A ${A} $$A", "1 1 $A"),
            ("${E:-x} ${E-x} ${U-x} ${U:-x}", "x  x x"),
            ("${A:+x} ${E:+x} ${E+x}", "x  x"),
            ("${U:-${A:?no}}", "1"),
            ("${U:-a{b}c}", "a{b}c"),
            ("$ ${open", "$ ${open"),
            ("${A:?must}", "1"),
        ] {
            assert_eq!(filled(text), expected, "{text}");
        }
    }

    #[test]
    fn finds_the_ones_inside_others() {
        let names: Vec<&str> =
            references("${A:-${B:?no}} $C").iter().map(|reference| reference.name).collect();
        assert_eq!(names, ["A", "C", "B"]);
    }
}
