//! `${NAME}` and its forms, in a Compose file and in `.env`.
//!
//! ```text
//! reference := "$" name | "${" name [ (":-" | "-" | ":?" | "?" | ":+" | "+") text ] "}"
//! ```

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Deeper in one another they begin nothing: each costs a part of the stack.
const DEEPEST: usize = 64;

/// References put no more than this into one value: Linux gives no program a longer variable.
const LONGEST_VALUE: usize = 128 * 1024;

/// References put no more than this into an image, a path or a port: Linux has no longer path.
const LONGEST_NAME: usize = 4096;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// The text with each reference put in its place, as Compose would; what it would refuse stays as it is.
pub fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut room = LONGEST_NAME;
    walk(text, &mut |piece| match piece {
        Piece::Literal(literal) => out.push_str(literal),
        Piece::Reference(_) if room == 0 => {}
        Piece::Reference(reference) => {
            let filled = resolve(reference, values).unwrap_or_default();
            match room.checked_sub(filled.len()) {
                Some(left) => {
                    out.push_str(&filled);
                    room = left;
                }
                None => room = 0,
            }
        }
        Piece::Stray => out.push('$'),
    });
    out
}

/// The same; None where Compose refuses the text, or no program could be given what it says.
pub fn substitute(text: &str, values: &BTreeMap<String, String>) -> Option<String> {
    let mut out = Some(String::new());
    let mut room = LONGEST_VALUE;
    walk(text, &mut |piece| {
        let Some(mut filled) = out.take() else { return };
        match piece {
            Piece::Literal(literal) => filled.push_str(literal),
            Piece::Reference(reference) => {
                let Some(value) = resolve(reference, values) else { return };
                let Some(left) = room.checked_sub(value.len()) else { return };
                filled.push_str(&value);
                room = left;
            }
            Piece::Stray => return,
        }
        out = Some(filled);
    });
    out
}

/// None where a required value is missing, or where the argument that stands in for it can't be filled.
fn resolve<'a>(reference: Reference, values: &'a BTreeMap<String, String>) -> Option<Cow<'a, str>> {
    let value = values.get(reference.name).map(String::as_str);
    let filled = value.filter(|value| !value.is_empty());
    let argument = || substitute(reference.argument, values).map(Cow::Owned);
    let or_argument = |value: Option<&'a str>| value.map(Cow::Borrowed).or_else(argument);
    let if_there = |value: Option<&str>| value.map_or(Some(Cow::Borrowed("")), |_| argument());
    match reference.operator {
        ":-" => or_argument(filled),
        "-" => or_argument(value),
        ":+" => if_there(filled),
        "+" => if_there(value),
        ":?" => filled.map(Cow::Borrowed),
        "?" => value.map(Cow::Borrowed),
        _ => Some(Cow::Borrowed(value.unwrap_or_default())),
    }
}

enum Piece<'a> {
    Literal(&'a str),
    Reference(Reference<'a>),
    /// A `$` that begins nothing.
    Stray,
}

fn walk<'a>(text: &'a str, visit: &mut dyn FnMut(Piece<'a>)) {
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        visit(Piece::Literal(&rest[..at]));
        let after = &rest[at + 1..];
        let braced = || reference(after.strip_prefix('{').and_then(braced)?);
        if let Some(escaped) = after.strip_prefix('$') {
            visit(Piece::Literal("$"));
            rest = escaped;
        } else if let Some((reference, behind)) = braced() {
            visit(Piece::Reference(reference));
            rest = behind;
        } else {
            let name = &after[..name_length(after)];
            let reference = Reference { name, operator: "", argument: "" };
            visit(if name.is_empty() { Piece::Stray } else { Piece::Reference(reference) });
            rest = &after[name.len()..];
        }
    }
    visit(Piece::Literal(rest));
}

/// A name begins with a letter or `_`.
fn name_length(text: &str) -> usize {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// What stands before the brace that closes, and what behind it.
fn braced(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' if depth == DEEPEST => return None,
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

fn reference<'a>((inside, behind): (&'a str, &'a str)) -> Option<(Reference<'a>, &'a str)> {
    let (name, rest) = inside.split_at(name_length(inside));
    let operator =
        [":-", "-", ":?", "?", ":+", "+", ""].into_iter().find(|operator| rest.starts_with(operator))?;
    let argument = &rest[operator.len()..];
    let is_sound = !name.is_empty() && (!operator.is_empty() || argument.is_empty());
    is_sound.then_some((Reference { name, operator, argument }, behind))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

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
    fn refuses_what_compose_refuses() {
        for text in
            ["$", "a $ b", "$1", "${", "${}", "${A", "${A b}", "${A:x}", "${U?no}", "${E:?no}", "${U:-$}"]
        {
            assert_eq!(substitute(text, &BTreeMap::from([("E".into(), String::new())])), None, "{text}");
        }
        assert_eq!(substitute("${U:-a} $$ ${U+$}", &BTreeMap::new()).as_deref(), Some("a $ "));
    }

    #[test]
    fn finds_the_ones_inside_others() {
        let names: Vec<&str> =
            references("${A:-${B:?no}} $C").iter().map(|reference| reference.name).collect();
        assert_eq!(names, ["A", "C", "B"]);
    }
}
