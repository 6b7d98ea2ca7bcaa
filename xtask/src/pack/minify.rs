//! Makes a script small: without comments and needless space, and with short names for what it declares itself.
//!
//! It knows just enough of the language for the scripts of this page. A name is shortened everywhere in the file or
//! nowhere, and every name gets another one, so scopes need no thought; a name that is also a property's stays.

use super::wasm::Names;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Name,
    /// A number, a string, a piece of a template, a regular expression.
    Literal,
    Sign,
    /// A line's end, where it may end a statement.
    Break,
}

#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    kind: Kind,
    text: &'a str,
}

/// `given` names are replaced wherever they stand, also as properties.
pub fn minify(script: &str, given: &Names) -> String {
    let tokens = tokens(script);
    let short = short_names(&tokens, given);
    let mut out = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let text = match token.kind {
            Kind::Break if !break_counts(&tokens, at) => continue,
            Kind::Name => {
                given.get(token.text).or_else(|| short.get(token.text)).map_or(token.text, String::as_str)
            }
            Kind::Break | Kind::Literal | Kind::Sign => token.text,
        };
        // Two words need a space, and so do `+ +` and `- -`.
        let clash = match (out.chars().last(), text.chars().next()) {
            (Some(last), Some(first)) => {
                (in_name(last) && in_name(first)) || (last == first && matches!(first, '+' | '-' | '/'))
            }
            _ => false,
        };
        if clash {
            out.push(' ');
        }
        out.push_str(text);
    }
    out
}

/// A line's end says something only between what ends a statement and what begins one.
fn break_counts(tokens: &[Token], at: usize) -> bool {
    let (Some(before), Some(after)) = (at.checked_sub(1).map(|at| tokens[at]), tokens.get(at + 1)) else {
        return false;
    };
    let ends = before.kind != Kind::Sign || matches!(before.text, ")" | "]" | "}" | "++" | "--");
    let begins = after.kind != Kind::Sign || matches!(after.text, "(" | "[" | "{" | "!" | "++" | "--");
    ends && begins
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn tokens(script: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    // Where the braces of `${…}` are open: a `}` there goes on with the template.
    let mut open: Vec<bool> = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let operand_before =
            tokens.iter().rev().find(|token| token.kind != Kind::Break).is_some_and(|token| {
                matches!(token.text, ")" | "]" | "}") || (token.kind != Kind::Sign && token.text != "return")
            });
        let (kind, length) = match first {
            '\n' => (Some(Kind::Break), 1),
            c if c.is_whitespace() => (None, c.len_utf8()),
            '/' if rest.starts_with("//") => (None, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => (None, rest.find("*/").map_or(rest.len(), |end| end + 2)),
            '/' if !operand_before => (Some(Kind::Literal), quoted(rest, '/')),
            '"' | '\'' => (Some(Kind::Literal), quoted(rest, first)),
            '`' => (Some(Kind::Literal), template(rest, &mut open)),
            '}' if open.pop() == Some(true) => (Some(Kind::Literal), template(rest, &mut open)),
            '{' => {
                open.push(false);
                (Some(Kind::Sign), 1)
            }
            c if in_name(c) => {
                let length = rest.find(|c| !in_name(c)).unwrap_or(rest.len());
                (Some(if c.is_ascii_digit() { Kind::Literal } else { Kind::Name }), length)
            }
            '+' | '-' if rest[1..].starts_with(first) => (Some(Kind::Sign), 2),
            c => (Some(Kind::Sign), c.len_utf8()),
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        if let Some(kind) = kind
            && !(kind == Kind::Break && tokens.last().is_none_or(|last| last.kind == Kind::Break))
        {
            tokens.push(Token { kind, text });
        }
    }
    tokens
}

/// How long the literal is that the text begins with.
fn quoted(text: &str, end: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if !escaped && c == end {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

/// How long the piece of a template is, to its end or to the next `${`.
fn template(text: &str, open: &mut Vec<bool>) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if !escaped && c == '`' {
            return at + 1;
        }
        if !escaped && text[at..].starts_with("${") {
            open.push(true);
            return at + 2;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

/// What is declared here and is nobody's property, each with a name of one or two letters that stands nowhere else.
fn short_names(tokens: &[Token], given: &Names) -> BTreeMap<String, String> {
    let tokens: Vec<Token> = tokens.iter().copied().filter(|token| token.kind != Kind::Break).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in declared(&tokens) {
        counts.entry(name).or_default();
    }
    let mut taken: BTreeSet<&str> = given.values().map(String::as_str).collect();
    let mut brackets: Vec<&str> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" | "[" | "{" => brackets.push(token.text),
            ")" | "]" | "}" => {
                brackets.pop();
            }
            // A template's expression.
            text if token.kind == Kind::Literal && text.ends_with("${") && text.starts_with('`') => {
                brackets.push("$")
            }
            text if token.kind == Kind::Literal && text.starts_with('}') && text.ends_with('`') => {
                brackets.pop();
            }
            _ => {}
        }
        if token.kind != Kind::Name {
            continue;
        }
        taken.insert(token.text);
        let text = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.text);
        let (before, after) = (text(at.checked_sub(1)), text(Some(at + 1)));
        let spread = before == "." && at > 2 && tokens[at - 2].text == "." && tokens[at - 3].text == ".";
        let in_braces = brackets.last() == Some(&"{");
        let alone = in_braces && matches!(before, "{" | ",") && matches!(after, "," | "}" | "=");
        if (before == "." && !spread) || after == ":" || alone || before == "as" || after == "as" {
            counts.remove(token.text);
        } else if let Some(count) = counts.get_mut(token.text) {
            *count += 1;
        }
    }
    let mut names: Vec<_> =
        counts.into_iter().filter(|(name, _)| name.len() > 1 && !given.contains_key(*name)).collect();
    names.sort_by_key(|(name, count)| (usize::MAX - count, *name));
    let free = letters().filter(|name| {
        !taken.contains(name.as_str()) && !matches!(name.as_str(), "do" | "if" | "in" | "of" | "as")
    });
    names.into_iter().map(|(name, _)| name.to_string()).zip(free).collect()
}

/// Names after `let` and the like, and of parameters. What is exported keeps its name.
fn declared<'a>(tokens: &[Token<'a>]) -> BTreeSet<&'a str> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let mut found = BTreeSet::new();
    for at in 0..tokens.len() {
        let before = |back: usize| at.checked_sub(back).map_or("", text);
        let (names, end) = listed(tokens, at + 1);
        let counts = match text(at) {
            "let" | "const" | "var" | "function" | "class" => before(1) != "export",
            "[" => text(end) == "]" && matches!(before(1), "let" | "const"),
            "(" if text(end) == ")" => {
                let is_arrow = text(end + 1) == "=" && text(end + 2) == ">";
                is_arrow || before(1) == "function" || before(2) == "function"
            }
            _ => false,
        };
        if counts {
            found.extend(names);
        }
    }
    found
}

/// The names, each with a comma between it and the next, that begin at a token; and where they end.
fn listed<'a>(tokens: &[Token<'a>], from: usize) -> (Vec<&'a str>, usize) {
    let mut names = Vec::new();
    let mut at = from;
    while let Some(token) = tokens.get(at).filter(|token| token.kind == Kind::Name) {
        names.push(token.text);
        at += 1;
        if tokens.get(at).is_none_or(|token| token.text != ",") {
            break;
        }
        at += 1;
    }
    (names, at)
}

/// `a`, `b` … `z`, `aa`, `ab` …
fn letters() -> impl Iterator<Item = String> {
    let all = || ('a'..='z').chain('A'..='Z');
    let one = all().map(String::from);
    one.chain(all().flat_map(move |first| all().map(move |second| format!("{first}{second}"))))
}

#[cfg(test)]
mod tests {
    use super::{Names, minify};

    fn plain(script: &str) -> String {
        minify(script, &Names::new())
    }

    #[test]
    fn comments_and_space_go() {
        assert_eq!(plain("// Why.\nf( 1 ,\n  2 ); /* and\n more */ g();\n"), "f(1,2);g();");
        assert_eq!(plain("a + +b; a - -b; typeof x; i++; --i"), "a+ +b;a- -b;typeof x;i++;--i");
    }

    #[test]
    fn a_line_that_ends_a_statement_stays() {
        assert_eq!(plain("f()\ng()\n"), "f()\ng()");
        assert_eq!(plain("x = y\n  .z;\n"), "x=y.z;");
    }

    #[test]
    fn literals_stay_as_they_are() {
        assert_eq!(
            plain(r#"f("a // \" b", '  ', `x  ${ g( `y  ` ) }  z`);"#),
            r#"f("a // \" b",'  ',`x  ${g(`y  `)}  z`);"#
        );
        assert_eq!(plain(r"f(/a \/ b/.test(c), d / e / f);"), r"f(/a \/ b/.test(c),d/e/f);");
    }

    #[test]
    fn declared_names_are_shortened_and_properties_are_not() {
        assert_eq!(
            plain("const count = 1; function add(more) { return count + more; } add(count).more2"),
            "const a=1;function b(c){return a+c;}b(a).more2"
        );
        assert_eq!(plain("const size = 1; f.size = size;"), "const size=1;f.size=size;");
        assert_eq!(
            plain("const { port1, port2 } = c; f({ size: 1, port1 });"),
            "const{port1,port2}=c;f({size:1,port1});"
        );
        assert_eq!(plain("const f = (one, two) => `${one}`;"), "const f=(a,b)=>`${a}`;");
    }

    #[test]
    fn no_name_is_given_that_stands_there() {
        assert_eq!(plain("let name = a;"), "let b=a;");
    }

    #[test]
    fn given_names_are_replaced_everywhere() {
        let given = Names::from([("__wbg_x".to_string(), "_0".to_string())]);
        assert_eq!(minify("({ __wbg_x: 1 }).__wbg_x", &given), "({_0:1})._0");
    }
}
