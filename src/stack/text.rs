//! Text with places for answers in it: `Server=postgres;Password=${POSTGRES_PASSWORD|npgsql};`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// RFC 3986, 2.3: all but the unreserved letters.
const NOT_UNRESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Text(pub &'static [Part]);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Literal(&'static str),
    Field { key: &'static str, encoding: Encoding },
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
    pub fn fields(self) -> impl Iterator<Item = (&'static str, Encoding)> {
        self.0.iter().filter_map(|part| match part {
            Part::Literal(_) => None,
            Part::Field { key, encoding } => Some((*key, *encoding)),
        })
    }

    pub fn literals(self) -> impl Iterator<Item = &'static str> {
        self.0.iter().filter_map(|part| match part {
            Part::Literal(text) => Some(*text),
            Part::Field { .. } => None,
        })
    }

    /// The text with each answer in its place.
    pub fn fill(self, answer: impl Fn(&str) -> String) -> String {
        self.0
            .iter()
            .map(|part| match part {
                Part::Literal(text) => (*text).to_owned(),
                Part::Field { key, encoding } => encoding.apply(&answer(key)),
            })
            .collect()
    }
}

impl Encoding {
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
        let text = Text(&[
            Part::Literal("http://"),
            Part::Field { key: "HOST", encoding: Encoding::Plain },
            Part::Field { key: "PASS", encoding: Encoding::Percent },
        ]);
        assert_eq!(text.fill(|key| format!("<{key}>")), "http://<HOST>%3CPASS%3E");
    }
}
