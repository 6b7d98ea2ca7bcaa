//! A name that a database takes without quotes.

use super::Wrong;

/// Longer names are cut short by PostgreSQL without a word.
const LONGEST: usize = 63;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier(String);

impl Identifier {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<&str> for Identifier {
    type Error = Wrong;

    fn try_from(raw: &str) -> Result<Self, Wrong> {
        let mut letters = raw.chars();
        let starts_well = letters.next().is_some_and(|c| c.is_ascii_lowercase() || c == '_');
        let goes_on_well = letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if starts_well && goes_on_well && raw.len() <= LONGEST {
            Ok(Self(raw.to_owned()))
        } else {
            Err(Wrong::NotAnIdentifier { longest: LONGEST, found: raw.to_owned() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn takes_lower_case_names() {
        for good in ["tamma", "_x", "campaign_db2"] {
            assert_eq!(Identifier::try_from(good).unwrap().as_str(), good);
        }
    }

    #[test]
    fn refuses_what_would_need_quotes() {
        for bad in ["", "2nd", "Tamma", "a-b", "a b", "é", &"x".repeat(64)] {
            assert!(Identifier::try_from(bad).is_err(), "{bad}");
        }
    }
}
