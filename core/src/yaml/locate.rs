//! The line of a value, or of its key where it has one. The YAML parser tells where it stood when a visitor gave up, so
//! a visitor that walks there and gives up tells the line.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Place, Segment};

/// 1 where there is no such value.
pub fn line(text: &str, place: &Place) -> usize {
    let mut best = 1;
    for depth in (1..=place.0.len()).rev() {
        let walk = Walk(&place.0[..depth]).deserialize(serde_yaml::Deserializer::from_str(text));
        if let Err(error) = walk
            && error.to_string().contains(FOUND)
        {
            best = error.location().map_or(1, |at| at.line());
            break;
        }
    }
    best
}

const FOUND: &str = "the value is here";

struct Walk<'a>(&'a [Segment]);

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(if self.0.is_empty() { FOUND } else { "a value to walk through" })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((head, rest)) = self.0.split_first() else { return Err(A::Error::custom(FOUND)) };
        let Segment::Key(wanted) = head else { return Ok(()) };
        let key = Key { wanted, is_last: rest.is_empty() };
        while let Some(is_wanted) = map.next_key_seed(&key)? {
            if is_wanted {
                map.next_value_seed(Walk(rest))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((head, rest)) = self.0.split_first() else { return Err(A::Error::custom(FOUND)) };
        let mut index = 0;
        loop {
            let item = match head {
                Segment::Index(wanted) if *wanted == index => items.next_element_seed(Walk(rest))?,
                _ => items.next_element::<IgnoredAny>()?.map(drop),
            };
            if item.is_none() {
                return Ok(());
            }
            index += 1;
        }
    }
}

/// Whether a key is the wanted one. Gives up at the last.
struct Key<'a> {
    wanted: &'a str,
    is_last: bool,
}

impl<'de> DeserializeSeed<'de> for &Key<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for &Key<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        match key == self.wanted {
            true if self.is_last => Err(E::custom(FOUND)),
            is_wanted => Ok(is_wanted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_line_of_a_key_or_an_item() {
        let text = "a:\n  b:\n\n    c: 1\n    d:\n      - x\n      - e: 2\n        f: {g: 3}\n? h\n: i\n";
        let root = Place::default();
        let d = root.key("a").key("b").key("d");
        for (place, expected) in [
            (root.clone(), 1),
            (root.key("a"), 1),
            (root.key("a").key("b"), 2),
            (root.key("a").key("b").key("c"), 4),
            (d.clone(), 5),
            (d.index(0), 6),
            (d.index(1).key("f").key("g"), 8),
            (root.key("h"), 9),
            // Up to where there is something.
            (d.index(1).key("absent"), 7),
            (root.key("absent"), 1),
        ] {
            assert_eq!(line(text, &place), expected, "{place}");
        }
    }
}
