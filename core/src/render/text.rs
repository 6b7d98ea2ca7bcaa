//! Texts that a template is given on purpose though they are secret, or in the file's own writing.

use std::fmt;

use minijinja::Value;
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

use crate::values::MASK;

/// What a file holds that may be secret. It is borrowed from the plan, which wipes it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Exposed<'a>(pub &'a str);

impl Serialize for Exposed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl fmt::Debug for Exposed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

/// A text that is quoted already: the engine writes it as it is. It may hold a secret, and is wiped when dropped.
#[derive(PartialEq, Eq)]
pub struct Quoted(Zeroizing<String>);

impl Quoted {
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl Serialize for Quoted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.to_string()).serialize(serializer)
    }
}

impl fmt::Debug for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

#[cfg(test)]
mod tests {
    use minijinja::value::Serde;

    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn print_as_a_mask_and_are_given_as_they_are() {
        let quoted = Quoted::new("\"hunter2\"".to_owned());
        assert_eq!(format!("{:?} {quoted:?}", Exposed("hunter2")), format!("{MASK} {MASK}"));
        assert_eq!(Value::from(Serde(Exposed("hunter2"))).as_str(), Some("hunter2"));
        let given = Value::from(Serde(&quoted));
        assert!(given.is_safe() && given.as_str() == Some("\"hunter2\""));
    }
}
