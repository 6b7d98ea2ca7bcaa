//! How much YAML is taken from somebody else: so many bytes, levels and values, those that aliases repeat included.

use std::cell::Cell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

pub const MOST_BYTES: usize = 1024 * 1024;

pub const MOST_LEVELS: usize = 64;

/// A document of the most bytes has no more, unless aliases repeat them.
pub const MOST_VALUES: usize = 500_000;

/// Looks through a text, and keeps nothing of it.
pub fn look_through(text: &str) -> Result<(), serde_yaml::Error> {
    if text.len() > MOST_BYTES {
        let found = text.len();
        return Err(serde_yaml::Error::custom(format!("expected at most {MOST_BYTES} bytes; found {found}")));
    }
    let values = Cell::new(0);
    Level { depth: 0, values: &values }.deserialize(serde_yaml::Deserializer::from_str(text))
}

#[derive(Clone, Copy)]
struct Level<'a> {
    depth: usize,
    values: &'a Cell<usize>,
}

impl Level<'_> {
    fn count<E: Error>(self) -> Result<(), E> {
        self.values.set(self.values.get() + 1);
        if self.values.get() > MOST_VALUES {
            return Err(E::custom(format!("expected at most {MOST_VALUES} values; aliases repeat more")));
        }
        Ok(())
    }

    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth == MOST_LEVELS {
            return Err(E::custom(format!("expected at most {MOST_LEVELS} levels; found more")));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Level<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.count()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.count()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.count()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.count()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.count()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.count()
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.count()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.count()?;
        let inner = self.deeper()?;
        while list.next_element_seed(inner)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.count()?;
        let inner = self.deeper()?;
        while map.next_entry_seed(inner, inner)?.is_some() {}
        Ok(())
    }

    /// A value with a tag.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let inner = self.deeper()?;
        let ((), value) = tagged.variant_seed(inner)?;
        value.newtype_variant_seed(inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[track_caller]
    fn refused(text: &str, expected: &str) {
        let said = look_through(text).unwrap_err().to_string();
        assert!(said.contains(expected), "{said}");
    }

    #[test]
    fn an_ordinary_text_is_taken() {
        for text in
            ["", "a: [1, -1, 1.5, true, ~, x]\n", "a: &a {b: 1}\nc: {<<: *a}\n", "a: !tag x\nb: !t {c: 1}\n"]
        {
            assert!(look_through(text).is_ok(), "{text}: {:?}", look_through(text));
        }
    }

    #[test]
    fn g27_too_many_bytes_are_refused() {
        assert!(look_through(&format!("a: {}\n", "x".repeat(MOST_BYTES - 4))).is_ok());
        refused(&format!("a: {}\n", "x".repeat(MOST_BYTES)), "expected at most 1048576 bytes");
    }

    #[test]
    fn g27_too_many_levels_are_refused() {
        let nested = |levels: usize| format!("{}{}\n", "[".repeat(levels), "]".repeat(levels));
        assert!(look_through(&nested(MOST_LEVELS)).is_ok());
        refused(&nested(MOST_LEVELS + 1), "expected at most 64 levels");
        refused(&nested(100_000), "levels");
    }

    #[test]
    fn g27_aliases_that_repeat_one_another_are_refused() {
        let mut laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
        for at in 1..9 {
            let before = format!("*a{}, ", at - 1).repeat(10);
            laughs.push_str(&format!("a{at}: &a{at} [{before}]\n"));
        }
        let said = look_through(&laughs).unwrap_err().to_string();
        assert!(said.contains("aliases repeat more") || said.contains("repetition limit"), "{said}");
    }
}
