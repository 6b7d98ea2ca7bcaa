//! What postcard has written, as types again: the stacks that a program carries, and what the page and its engine say to each
//! other. Postcard's own reader leaves at whatever is wrong, and lets go of what it has until then: so much code for each
//! value that the page would be 14 KB larger. This one puts nothing in place of what is wrong, and says so at the end.

use std::collections::BTreeMap;
use std::str::FromStr;

pub trait Packed {
    fn unpack(from: &mut Reader) -> Self;
}

/// The bytes are not of the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

pub fn read<T: Packed>(bytes: &[u8]) -> Result<T, Malformed> {
    let mut reader = Reader { left: bytes, is_malformed: false };
    let read = T::unpack(&mut reader);
    if reader.is_malformed { Err(Malformed) } else { Ok(read) }
}

pub struct Reader<'a> {
    left: &'a [u8],
    is_malformed: bool,
}

impl<'a> Reader<'a> {
    #[inline(never)]
    fn byte(&mut self) -> u8 {
        let Some((first, left)) = self.left.split_first() else { return self.refused(0) };
        self.left = left;
        *first
    }

    /// Seven bits in each byte, the lowest first; the eighth says that there are more.
    #[inline(never)]
    fn number(&mut self) -> u64 {
        let (mut number, mut place) = (0, 0);
        loop {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << place;
            place += 7;
            if byte < 0x80 {
                return number;
            }
            if place > 63 {
                return self.refused(0);
            }
        }
    }

    #[inline(never)]
    fn text(&mut self) -> &'a str {
        let len = self.len();
        let (text, left) = self.left.split_at(len);
        self.left = left;
        str::from_utf8(text).unwrap_or_else(|_| self.refused(""))
    }

    /// Of a text or a list. Each of its parts takes a byte at least.
    #[inline(never)]
    fn len(&mut self) -> usize {
        let len = usize::try_from(self.number()).unwrap_or(usize::MAX);
        if len > self.left.len() { self.refused(0) } else { len }
    }

    /// Which of so many variants.
    #[inline(never)]
    pub fn variant(&mut self, count: usize) -> usize {
        let variant = usize::try_from(self.number()).unwrap_or(usize::MAX);
        if variant < count { variant } else { self.refused(0) }
    }

    /// What is written as a text, or else what stands in its place.
    pub fn parsed<T: FromStr>(&mut self, otherwise: T) -> T {
        self.text().parse().unwrap_or_else(|_| self.refused(otherwise))
    }

    fn refused<T>(&mut self, instead: T) -> T {
        self.is_malformed = true;
        instead
    }
}

/// Structs by their fields, and enums that hold nothing by their variants, in the order in which they are declared.
#[macro_export]
macro_rules! packed {
    ($type:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::packed::Packed for $type {
            #[inline(never)]
            fn unpack(from: &mut $crate::packed::Reader) -> Self {
                Self { $($field: $crate::packed::Packed::unpack(from)),+ }
            }
        }
    };
    ($type:ident [ $($variant:ident),+ ]) => {
        impl $crate::packed::Packed for $type {
            fn unpack(from: &mut $crate::packed::Reader) -> Self {
                const ALL: &[$type] = &[$($type::$variant),+];
                ALL[from.variant(ALL.len())]
            }
        }
    };
}

impl Packed for bool {
    fn unpack(from: &mut Reader) -> Self {
        from.byte() == 1
    }
}

impl Packed for u8 {
    fn unpack(from: &mut Reader) -> Self {
        from.byte()
    }
}

impl Packed for u16 {
    fn unpack(from: &mut Reader) -> Self {
        from.number().try_into().unwrap_or_else(|_| from.refused(0))
    }
}

impl Packed for u32 {
    fn unpack(from: &mut Reader) -> Self {
        from.number().try_into().unwrap_or_else(|_| from.refused(0))
    }
}

impl Packed for u64 {
    fn unpack(from: &mut Reader) -> Self {
        from.number()
    }
}

impl Packed for usize {
    fn unpack(from: &mut Reader) -> Self {
        from.number().try_into().unwrap_or_else(|_| from.refused(0))
    }
}

impl Packed for String {
    #[inline(never)]
    fn unpack(from: &mut Reader) -> Self {
        from.text().to_owned()
    }
}

impl<T: Packed> Packed for Option<T> {
    fn unpack(from: &mut Reader) -> Self {
        (from.byte() == 1).then(|| T::unpack(from))
    }
}

impl<T: Packed> Packed for Box<T> {
    fn unpack(from: &mut Reader) -> Self {
        Self::new(T::unpack(from))
    }
}

impl<T: Packed, E: Packed> Packed for Result<T, E> {
    fn unpack(from: &mut Reader) -> Self {
        match from.variant(2) {
            0 => Ok(T::unpack(from)),
            _ => Err(E::unpack(from)),
        }
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn unpack(from: &mut Reader) -> Self {
        (A::unpack(from), B::unpack(from))
    }
}

impl<T: Packed, const N: usize> Packed for [T; N] {
    fn unpack(from: &mut Reader) -> Self {
        std::array::from_fn(|_| T::unpack(from))
    }
}

impl<T: Packed> Packed for Vec<T> {
    #[inline(never)]
    fn unpack(from: &mut Reader) -> Self {
        let len = from.len();
        let mut list = Self::with_capacity(len);
        while list.len() < len && !from.is_malformed {
            list.push(T::unpack(from));
        }
        list
    }
}

impl<K: Packed + Ord, V: Packed> Packed for BTreeMap<K, V> {
    fn unpack(from: &mut Reader) -> Self {
        Vec::unpack(from).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn numbers_have_as_many_bytes_as_they_need() {
        assert_eq!(read(&[0x7f]), Ok(127u64));
        assert_eq!(read(&[0x80, 0x01]), Ok(128u16));
        assert_eq!(read(&[0xff, 0xff, 0xff, 0xff, 0x0f]), Ok(u32::MAX));
        assert_eq!(read(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), Ok(u64::MAX));
    }

    #[test]
    fn lists_and_texts_have_their_lengths_before_them() {
        let bytes = b"\x02\x01a\x02\xc3\xbc";
        assert_eq!(read(bytes), Ok(vec!["a".to_owned(), "ü".to_owned()]));
        assert_eq!(read(b"\x01\x03\x00"), Ok((Some(3u8), None::<String>)));
    }

    #[test]
    fn what_is_wrong_is_said_whatever_comes_behind_it() {
        for bytes in [
            &b"\x02\x01a"[..],
            b"\x01\x02\xc3\x28",
            b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
            b"",
            b"\x01\x05a",
        ] {
            assert_eq!(read::<Vec<String>>(bytes), Err(Malformed), "{bytes:?}");
        }
        assert_eq!(read::<u16>(&[0x80, 0x80, 0x04]), Err(Malformed));
        assert_eq!(read::<u64>(&[0xff; 12]), Err(Malformed));
        assert_eq!(read::<Result<u8, u8>>(&[2, 1, 1]), Err(Malformed));
    }
}
