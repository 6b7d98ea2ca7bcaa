//! A TCP port on the host.

use super::Wrong;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Port(u16);

impl Port {
    pub fn number(self) -> u16 {
        self.0
    }

    /// The ports after this one, in order.
    pub fn following(self) -> impl Iterator<Item = Port> {
        (self.0..u16::MAX).map(|before| Port(before + 1))
    }
}

impl TryFrom<&str> for Port {
    type Error = Wrong;

    fn try_from(raw: &str) -> Result<Self, Wrong> {
        let digits_only = raw.bytes().all(|b| b.is_ascii_digit()) && !raw.starts_with('0');
        match raw.parse() {
            Ok(number) if digits_only => Ok(Self(number)),
            _ => Err(Wrong::NotAPort { found: raw.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn takes_every_port() {
        for good in ["1", "80", "65535"] {
            assert_eq!(Port::try_from(good).unwrap().number().to_string(), good);
        }
    }

    #[test]
    fn refuses_what_is_none() {
        for bad in ["", "0", "65536", "-1", "+80", "080", " 80", "80 ", "8o", "80/tcp"] {
            assert!(Port::try_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn none_follows_the_last() {
        assert_eq!(Port::try_from("65535").unwrap().following().count(), 0);
        assert_eq!(Port::try_from("80").unwrap().following().next().unwrap().number(), 81);
    }
}
