//! Reads stacks as a program carries them: written by postcard when Berth is built, and read once then, by these functions.
//! So nothing can be wrong, and this reader knows no errors. Postcard's own has one at each value, and behind each of them
//! what lets go of half a stack: the page would be 7 KB larger.

use std::error;
use std::fmt::{self, Display, Formatter};

use serde::de::value::U32Deserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// Panics at what postcard has not written for this type.
pub fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> T {
    let Ok(read) = T::deserialize(&mut Reader(bytes));
    read
}

/// There is none.
#[derive(Debug)]
pub enum Never {}

impl Display for Never {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl error::Error for Never {}

impl Error for Never {
    fn custom<T: Display>(_: T) -> Self {
        panic!("not as it was embedded")
    }
}

/// What is not read yet.
struct Reader<'de>(&'de [u8]);

impl<'de> Reader<'de> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().expect("a byte");
        self.0 = rest;
        *first
    }

    /// Seven bits in each byte, the lowest first; the eighth says that there are more.
    #[inline(never)]
    fn number(&mut self) -> u64 {
        let (mut number, mut place) = (0, 0);
        loop {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << place;
            if byte < 0x80 {
                return number;
            }
            place += 7;
        }
    }

    fn len(&mut self) -> usize {
        usize::try_from(self.number()).expect("a length")
    }

    #[inline(never)]
    fn text(&mut self) -> &'de str {
        let len = self.len();
        let (text, rest) = self.0.split_at(len);
        self.0 = rest;
        str::from_utf8(text).expect("a text")
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Never;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Never> {
        panic!("no type of a stack asks for it")
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.byte() == 1)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u64(self.number())
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u64(self.number())
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u64(self.number())
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.byte() == 1 { visitor.visit_some(self) } else { visitor.visit_none() }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.len();
        visitor.visit_seq(Items { reader: self, left })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.len();
        visitor.visit_map(Items { reader: self, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Parts(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Parts(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple_struct identifier
        ignored_any
    }
}

/// Of a list or a mapping, whose number stands before them.
struct Items<'r, 'de> {
    reader: &'r mut Reader<'de>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Never;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Never> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Never> {
        seed.deserialize(&mut *self.reader)
    }
}

/// Of a struct or a tuple, all of which are there.
struct Parts<'r, 'de>(&'r mut Reader<'de>);

impl<'de> SeqAccess<'de> for Parts<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        seed.deserialize(&mut *self.0).map(Some)
    }
}

impl<'de> EnumAccess<'de> for &mut Reader<'de> {
    type Error = Never;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Never> {
        let variant = u32::try_from(self.number()).expect("a variant");
        let variant: U32Deserializer<Never> = variant.into_deserializer();
        Ok((seed.deserialize(variant)?, self))
    }
}

/// No enum of a stack has anything beside its variant's name.
impl<'de> VariantAccess<'de> for &mut Reader<'de> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Never> {
        panic!("no type of a stack asks for it")
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Never> {
        panic!("no type of a stack asks for it")
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Never> {
        panic!("no type of a stack asks for it")
    }
}
