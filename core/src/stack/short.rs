//! What a manifest may say in short: a number where a text is meant, a text alone where no condition stands beside it, a
//! mapping where the program holds a list.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::Serializer;

use super::{Condition, Entry, Guarded, Text};

/// Text, a number or true/false, read as what its text says.
pub fn scalar<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: FromStr<Err: Display>,
    D: Deserializer<'de>,
{
    from.deserialize_any(ScalarVisitor(PhantomData))
}

/// The same, as a type.
pub struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        scalar(from).map(Self)
    }
}

struct ScalarVisitor<T>(PhantomData<T>);

impl<T: FromStr<Err: Display>> Visitor<'_> for ScalarVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text, a number or true/false")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<T, E> {
        self.visit_str(if truth { "true" } else { "false" })
    }
}

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Guarded<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(GuardedVisitor(PhantomData))
    }
}

/// A value and its condition, with nothing left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "T: FromStr<Err: Display>"))]
struct Whole<T> {
    #[serde(deserialize_with = "scalar")]
    value: T,
    when: Condition,
}

impl<T> From<Whole<T>> for Guarded<T> {
    fn from(whole: Whole<T>) -> Self {
        Self { value: whole.value, when: whole.when }
    }
}

struct GuardedVisitor<T>(PhantomData<T>);

impl<'de, T: FromStr<Err: Display>> Visitor<'de> for GuardedVisitor<T> {
    type Value = Guarded<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text, or a mapping of `value` and `when`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Guarded<T>, E> {
        Ok(Guarded { value: text.parse().map_err(E::custom)?, when: Condition::default() })
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Guarded<T>, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Guarded<T>, E> {
        self.visit_str(if truth { "true" } else { "false" })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Guarded<T>, A::Error> {
        Whole::deserialize(MapAccessDeserializer::new(map)).map(Guarded::from)
    }
}

/// One value, or a list of those of which at most one holds.
struct Alternatives(Vec<Guarded<Text>>);

impl<'de> Deserialize<'de> for Alternatives {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AlternativesVisitor)
    }
}

struct AlternativesVisitor;

impl<'de> Visitor<'de> for AlternativesVisitor {
    type Value = Alternatives;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text, a mapping of `value` and `when`, or a list of such mappings")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Alternatives, E> {
        GuardedVisitor(PhantomData).visit_str(text).map(Alternatives::one)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Alternatives, E> {
        GuardedVisitor(PhantomData).visit_u64(number).map(Alternatives::one)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Alternatives, E> {
        GuardedVisitor(PhantomData).visit_bool(truth).map(Alternatives::one)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Alternatives, A::Error> {
        GuardedVisitor(PhantomData).visit_map(map).map(Alternatives::one)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Alternatives, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        Ok(Alternatives(all))
    }
}

impl Alternatives {
    fn one(guarded: Guarded<Text>) -> Self {
        Self(vec![guarded])
    }
}

/// `NAME: value`, `NAME: {value: …, when: …}`, or `NAME:` with a list of the latter.
pub fn entries<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Entry>, D::Error> {
    let Pairs(pairs) = Pairs::<Alternatives>::deserialize(from)?;
    let entries = pairs.into_iter().flat_map(|(name, Alternatives(alternatives))| {
        alternatives.into_iter().map(move |Guarded { value, when }| Entry { name: name.clone(), value, when })
    });
    Ok(entries.collect())
}

/// A mapping of names to scalars.
pub fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, String)>, D::Error> {
    let Pairs(pairs) = Pairs::<Scalar>::deserialize(from)?;
    Ok(pairs.into_iter().map(|(name, Scalar(text))| (name, text)).collect())
}

/// A mapping in the order in which it is written, each key once.
pub fn pairs<'de, V: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, V)>, D::Error> {
    Pairs::deserialize(from).map(|Pairs(pairs)| pairs)
}

/// As [`pairs`] and [`texts`] read it.
pub fn mapping<S: Serializer, V: serde::Serialize>(pairs: &[(String, V)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(pairs.iter().map(|(name, value)| (name, value)))
}

struct Pairs<V>(Vec<(String, V)>);

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for PairsVisitor<V> {
    type Value = Pairs<V>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<V>, A::Error> {
        let mut pairs: Vec<(String, V)> = Vec::new();
        while let Some((Scalar(key), value)) = map.next_entry::<Scalar, V>()? {
            if pairs.iter().any(|(known, _)| *known == key) {
                return Err(A::Error::custom(format!("expected each key once; found `{key}` again")));
            }
            pairs.push((key, value));
        }
        Ok(Pairs(pairs))
    }
}
