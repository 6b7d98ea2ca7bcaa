//! The line of a value. The YAML parser tells where it stood when a visitor gave up, so a visitor that walks to the
//! value and gives up there tells the line.

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
        while let Some(key) = map.next_key::<String>()? {
            match head {
                Segment::Key(wanted) if *wanted == key => map.next_value_seed(Walk(rest))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
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
