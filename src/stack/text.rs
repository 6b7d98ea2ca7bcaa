//! Text with places for answers in it: `Server=postgres;Password=${POSTGRES_PASSWORD|npgsql};`.

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
            Self::Percent => percent(value),
        }
    }
}

/// In quotes unless it needs none. ADO.NET ends a value at `;`, trims spaces, and doubles the quote within quotes.
fn npgsql(value: &str) -> String {
    let plain =
        !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.+/".contains(&b));
    if plain { value.to_owned() } else { format!("'{}'", value.replace('\'', "''")) }
}

/// RFC 3986: all but the unreserved letters are escaped.
fn percent(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            const HEX: [char; 16] =
                ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
            out.extend(['%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
    out
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
