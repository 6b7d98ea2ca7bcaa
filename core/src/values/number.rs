//! Numbers within the bounds that their field states.

use super::Wrong;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Integer(u64);

impl Integer {
    pub fn within(raw: &str, least: u64, most: u64) -> Result<Self, Wrong> {
        let digits_only = !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit());
        match raw.parse() {
            Ok(number) if digits_only && (least..=most).contains(&number) => Ok(Self(number)),
            _ => Err({
                let most = (most != u64::MAX).then_some(most);
                Wrong::NotAnInteger { least, most, found: raw.to_owned() }
            }),
        }
    }

    pub fn number(self) -> u64 {
        self.0
    }
}

/// A number with a point, kept as typed: `5.0` stays `5.0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(String);

impl Decimal {
    pub fn at_least(raw: &str, least: u32) -> Result<Self, Wrong> {
        let (whole, part) = raw.split_once('.').unwrap_or((raw, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        // A whole part with more digits than a u64 holds is large enough.
        let enough = whole.parse::<u64>().map_or(true, |whole| whole >= u64::from(least));
        if digits(whole) && digits(part) && enough {
            Ok(Self(raw.to_owned()))
        } else {
            Err(Wrong::NotADecimal { least, found: raw.to_owned() })
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn an_integer_stays_within_its_bounds() {
        assert_eq!(Integer::within("30", 1, 3600).unwrap().number(), 30);
        for bad in ["", "0", "3601", "-3", "1.5", "99999999999999999999999", "١"] {
            assert!(Integer::within(bad, 1, 3600).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_decimal_is_kept_as_typed() {
        assert_eq!(Decimal::at_least("5.0", 0).unwrap().as_str(), "5.0");
        for bad in ["", ".", "5.", ".5", "-1", "1e3", "inf", "NaN", "5,0"] {
            assert!(Decimal::at_least(bad, 0).is_err(), "{bad}");
        }
    }
}
