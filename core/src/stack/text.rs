//! Text with places for answers in it: `Server=postgres;Password=${POSTGRES_PASSWORD|npgsql};`.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::short;
use crate::packed::{Packed, Reader};

/// RFC 3986, 2.3: all but the unreserved letters.
const NOT_UNRESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Literal(String),
    Field { key: String, encoding: Encoding },
}

/// How a value must be written so that the consumer's own parser gives it back (G2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    Plain,
    /// A value in a .NET connection string.
    Npgsql,
    /// A part of a URL: user, password or path segment.
    Percent,
}

impl Text {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn fields(&self) -> impl Iterator<Item = (&str, Encoding)> {
        self.0.iter().filter_map(|part| match part {
            Part::Literal(_) => None,
            Part::Field { key, encoding } => Some((key.as_str(), *encoding)),
        })
    }

    pub fn literals(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Literal(text) => Some(text.as_str()),
            Part::Field { .. } => None,
        })
    }

    /// The text with each answer in its place.
    pub fn fill(&self, answer: impl Fn(&str) -> String) -> String {
        self.0
            .iter()
            .map(|part| match part {
                Part::Literal(text) => text.clone(),
                Part::Field { key, encoding } => encoding.apply(&answer(key)),
            })
            .collect()
    }

    fn push(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Part::Literal(before)) => before.push_str(text),
            _ => self.0.push(Part::Literal(text.to_owned())),
        }
    }
}

/// `${NAME}`, `${NAME|npgsql}`, `${NAME|percent}`; `$$` is a dollar sign.
impl FromStr for Text {
    type Err = String;

    fn from_str(raw: &str) -> Result<Self, String> {
        let mut text = Self::default();
        let mut rest = raw;
        while let Some((before, after)) = rest.split_once('$') {
            text.push(before);
            if let Some(after) = after.strip_prefix('$') {
                text.push("$");
                rest = after;
            } else if let Some((inside, after)) =
                after.strip_prefix('{').and_then(|rest| rest.split_once('}'))
            {
                let (key, encoding) = inside.split_once('|').unwrap_or((inside, ""));
                text.0.push(Part::Field { key: key.to_owned(), encoding: encoding.parse()? });
                rest = after;
            } else {
                return Err(format!("expected `${{NAME}}` or `$$`; found a lone `$` in `{raw}`"));
            }
        }
        text.push(rest);
        Ok(text)
    }
}

/// As a manifest writes it.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Literal(text) => f.write_str(&text.replace('$', "$$")),
            Part::Field { key, encoding: Encoding::Plain } => write!(f, "${{{key}}}"),
            Part::Field { key, encoding } => write!(f, "${{{key}|{}}}", encoding.id()),
        })
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        short::scalar(from)
    }
}

/// As a manifest writes it.
impl Packed for Text {
    fn unpack(from: &mut Reader) -> Self {
        from.parsed(Self::default())
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl FromStr for Encoding {
    type Err = String;

    fn from_str(id: &str) -> Result<Self, String> {
        let known =
            [Self::Plain, Self::Npgsql, Self::Percent].into_iter().find(|encoding| encoding.id() == id);
        known.ok_or_else(|| format!("expected the encoding `npgsql` or `percent`; found `{id}`"))
    }
}

impl Encoding {
    /// As a manifest writes it, behind `|`. Empty: nothing is written.
    fn id(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Npgsql => "npgsql",
            Self::Percent => "percent",
        }
    }

    /// What the name of the variable that carries an encoded value ends with.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Npgsql => "_NPGSQL",
            Self::Percent => "_URL",
        }
    }

    pub fn apply(self, value: &str) -> String {
        match self {
            Self::Plain => value.to_owned(),
            Self::Npgsql => npgsql(value),
            Self::Percent => utf8_percent_encode(value, &NOT_UNRESERVED).to_string(),
        }
    }
}

/// In quotes unless it needs none. ADO.NET ends a value at `;`, trims spaces, and doubles the quote within quotes.
fn npgsql(value: &str) -> String {
    let plain =
        !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.+/".contains(&b));
    if plain { value.to_owned() } else { format!("'{}'", value.replace('\'', "''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn g2_quotes_for_npgsql_only_where_needed() {
        assert_eq!(Encoding::Npgsql.apply("abcXYZ019"), "abcXYZ019");
        assert_eq!(Encoding::Npgsql.apply("a;b"), "'a;b'");
        assert_eq!(Encoding::Npgsql.apply("it's"), "'it''s'");
        assert_eq!(Encoding::Npgsql.apply(""), "''");
    }

    #[test]
    fn g2_percent_encodes_for_urls() {
        assert_eq!(Encoding::Percent.apply("a-b_c.d~e"), "a-b_c.d~e");
        assert_eq!(Encoding::Percent.apply("p@ss/w:ü"), "p%40ss%2Fw%3A%C3%BC");
        let signs: String = (' '..='\u{7f}').filter(|sign| !sign.is_ascii_alphanumeric()).collect();
        assert_eq!(
            Encoding::Percent.apply(&signs),
            "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E_%60%7B%7C%7D~%7F"
        );
    }

    #[test]
    fn fills_each_place() {
        let text: Text = "http://${HOST}${PASS|percent}".parse().unwrap();
        assert_eq!(text.fill(|key| format!("<{key}>")), "http://<HOST>%3CPASS%3E");
    }

    #[test]
    fn a_text_is_written_as_it_was_read() {
        for raw in ["", "$$", "a$$b${C}", "${A|npgsql}${B|percent}$$", "plain {not a field}"] {
            assert_eq!(raw.parse::<Text>().unwrap().to_string(), raw);
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (raw, expected) in [
            ("a$b", "expected `${NAME}` or `$$`; found a lone `$` in `a$b`"),
            ("${A", "expected `${NAME}` or `$$`; found a lone `$` in `${A`"),
            ("${A|url}", "expected the encoding `npgsql` or `percent`; found `url`"),
        ] {
            assert_eq!(raw.parse::<Text>().unwrap_err(), expected);
        }
    }
}
