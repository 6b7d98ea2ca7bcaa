//! Stacks and templates as bytes: what the build script writes and the program reads. As Rust's own tables they would be
//! mostly addresses, which no packer makes smaller. Texts stand apart from numbers: each tells little of the other.

/// What is written: numbers of seven bits a byte, the lowest first, and texts with a zero behind each.
#[derive(Default)]
pub struct Writer {
    pub numbers: Vec<u8>,
    pub texts: String,
}

/// What is still to be read. Behind the end all numbers are 0 and all texts empty, so that reading needs no way out.
pub struct Reader {
    numbers: &'static [u8],
    texts: &'static str,
    damaged: bool,
}

pub trait Wire {
    fn put(&self, out: &mut Writer);
    fn take(from: &mut Reader) -> Self;
}

impl Writer {
    pub fn number(&mut self, mut value: u64) {
        while value > 0x7f {
            self.numbers.push(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        self.numbers.push(value.to_le_bytes()[0]);
    }

    pub fn text(&mut self, text: &str) {
        self.texts.push_str(text);
        self.texts.push('\0');
    }

    /// Which of these it is; nothing where there is but one.
    pub fn variant(&mut self, names: &[&str], name: &str) {
        if let (2.., Some(at)) = (names.len(), names.iter().position(|known| *known == name)) {
            self.number(at as u64);
        }
    }
}

impl Reader {
    /// What was written, taken as it was put. None: something else was.
    pub fn all<T>(
        numbers: &'static [u8],
        texts: &'static str,
        take: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        let mut reader = Self { numbers, texts, damaged: false };
        let value = take(&mut reader);
        let whole = !reader.damaged && reader.numbers.is_empty() && reader.texts.is_empty();
        whole.then_some(value)
    }

    pub fn is_damaged(&self) -> bool {
        self.damaged
    }

    #[inline(never)]
    pub fn number(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let Some((byte, rest)) = self.numbers.split_first() else { break };
            self.numbers = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return value;
            }
        }
        self.damaged = true;
        0
    }

    #[inline(never)]
    fn text(&mut self) -> &'static str {
        let Some((text, rest)) = self.texts.split_once('\0') else {
            self.damaged = true;
            return "";
        };
        self.texts = rest;
        text
    }

    /// How many there are. That takes a number each at least, or a text.
    pub fn count(&mut self) -> usize {
        let most = self.numbers.len() + self.texts.len();
        self.fitting(|count| usize::try_from(count).ok().filter(|count| *count <= most))
    }

    /// Which of so many it is.
    pub fn variant(&mut self, count: usize) -> u8 {
        if count == 1 {
            return 0;
        }
        self.fitting(|variant| u8::try_from(variant).ok().filter(|variant| usize::from(*variant) < count))
    }

    fn fitting<T: Default>(&mut self, fit: impl Fn(u64) -> Option<T>) -> T {
        let number = self.number();
        fit(number).unwrap_or_else(|| {
            self.damaged = true;
            T::default()
        })
    }
}

/// Each type as all the ways to make one, each with all of its parts. One that is left out does not compile.
macro_rules! wired {
    ($($type:ident = $($($path:ident)::+ $(($inner:ident))? $({ $($field:ident),+ $(,)? })?)|+;)+) => {$(
        impl $crate::wire::Wire for $type {
            fn put(&self, out: &mut $crate::wire::Writer) {
                let names = [$(stringify!($($path)::+)),+];
                match self {$(
                    $($path)::+ $(($inner))? $({ $($field),+ })? => {
                        out.variant(&names, stringify!($($path)::+));
                        $( $inner.put(out); )?
                        $($( $field.put(out); )+)?
                    }
                )+}
            }

            // A type of one way to make it has no second round, and no variant to count down.
            #[allow(clippy::never_loop, unused_assignments)]
            fn take(from: &mut $crate::wire::Reader) -> Self {
                let mut variant = from.variant([$(stringify!($($path)::+)),+].len());
                loop {$(
                    if variant == 0 {
                        $( let $inner = $crate::wire::Wire::take(from); )?
                        $($( let $field = $crate::wire::Wire::take(from); )+)?
                        return $($path)::+ $(($inner))? $({ $($field),+ })?;
                    }
                    variant = variant.wrapping_sub(1);
                )+}
            }
        }
    )+};
}
pub(crate) use wired;

macro_rules! numbers {
    ($($type:ty),+) => {$(
        impl Wire for $type {
            #[allow(clippy::cast_lossless)] // it is not, for one of them
            fn put(&self, out: &mut Writer) {
                out.number(*self as u64);
            }

            fn take(from: &mut Reader) -> Self {
                from.fitting(|number| Self::try_from(number).ok())
            }
        }
    )+};
}

numbers!(u8, u16, u32, u64, usize);

/// A small one is short, on either side of 0.
impl Wire for i64 {
    fn put(&self, out: &mut Writer) {
        out.number(((self << 1) ^ (self >> 63)).cast_unsigned());
    }

    fn take(from: &mut Reader) -> Self {
        let number = from.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }
}

impl Wire for bool {
    fn put(&self, out: &mut Writer) {
        out.number(u64::from(*self));
    }

    fn take(from: &mut Reader) -> Self {
        from.variant(2) == 1
    }
}

impl Wire for &'static str {
    fn put(&self, out: &mut Writer) {
        out.text(self);
    }

    fn take(from: &mut Reader) -> Self {
        from.text()
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, out: &mut Writer) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Reader) -> Self {
        (A::take(from), B::take(from))
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Writer) {
        self.is_some().put(out);
        if let Some(inner) = self {
            inner.put(out);
        }
    }

    fn take(from: &mut Reader) -> Self {
        bool::take(from).then(|| T::take(from))
    }
}

/// What is read lives as long as the program.
impl<T: Wire> Wire for &'static [T] {
    fn put(&self, out: &mut Writer) {
        out.number(self.len() as u64);
        for item in *self {
            item.put(out);
        }
    }

    #[inline(never)]
    fn take(from: &mut Reader) -> Self {
        let count = from.count();
        (0..count).map(|_| T::take(from)).collect::<Vec<_>>().leak()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Shape {
        Dot,
        Circle(u16),
        Square { side: u16, name: &'static str },
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Drawing {
        shapes: &'static [Shape],
        title: Option<&'static str>,
        moved: (i64, u64),
        done: bool,
    }

    wired! {
        Shape = Shape::Dot | Shape::Circle(width) | Shape::Square { side, name };
        Drawing = Drawing { shapes, title, moved, done };
    }

    const DRAWING: Drawing = Drawing {
        shapes: &[Shape::Dot, Shape::Circle(300), Shape::Square { side: u16::MAX, name: "é" }],
        title: Some(""),
        moved: (i64::MIN, u64::MAX),
        done: true,
    };

    fn written(value: &impl Wire) -> (&'static [u8], &'static str) {
        let mut out = Writer::default();
        value.put(&mut out);
        (out.numbers.leak(), out.texts.leak())
    }

    fn read<T: Wire>(numbers: &'static [u8], texts: &'static str) -> Option<T> {
        Reader::all(numbers, texts, T::take)
    }

    #[test]
    fn what_is_put_is_taken() {
        let (numbers, texts) = written(&DRAWING);
        assert_eq!(read(numbers, texts), Some(DRAWING));
        for number in [0, 1, -1, 63, -64, 64, i64::MAX, i64::MIN] {
            let (numbers, texts) = written(&number);
            assert_eq!(read(numbers, texts), Some(number));
        }
    }

    #[test]
    fn what_is_empty_takes_a_byte_at_most() {
        let empty = Drawing { shapes: &[], title: None, moved: (0, 0), done: false };
        assert_eq!(written(&empty), (&[0; 5][..], ""));
        assert_eq!(written(&""), (&[][..], "\0"));
    }

    #[test]
    fn what_was_cut_off_is_an_error() {
        let (numbers, texts) = written(&DRAWING);
        for length in 0..numbers.len() {
            assert_eq!(read::<Drawing>(&numbers[..length], texts), None);
        }
        for length in (0..texts.len()).filter(|length| texts.is_char_boundary(*length)) {
            assert_eq!(read::<Drawing>(numbers, &texts[..length]), None);
        }
    }

    #[test]
    fn what_was_not_written_so_is_an_error() {
        assert_eq!(read::<Shape>(&[3], ""), None);
        assert_eq!(read::<bool>(&[2], ""), None);
        assert_eq!(read::<u16>(&[0x80, 0x80, 4], ""), None);
        assert_eq!(read::<u64>(&[0xff; 11], ""), None);
        assert_eq!(read::<&[u8]>(&[0xff, 0xff, 0xff, 0xff, 0xff, 1], ""), None);
        assert_eq!(read::<u8>(&[1, 1], ""), None);
        assert_eq!(read::<&str>(&[], "a\0b\0"), None);
    }
}
