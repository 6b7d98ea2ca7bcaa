//! A list whose items are found by their keys.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::packed::{Packed, Reader};

pub trait HasKey {
    fn key(&self) -> &str;
}

/// In the manifest's order. Where several have one key, which the reader refuses, any of them is found.
#[derive(Debug)]
pub struct Keyed<T> {
    items: Vec<T>,
    /// Their places, in the order of their keys.
    by_key: Vec<usize>,
}

impl<T: HasKey> Keyed<T> {
    pub fn place(&self, key: &str) -> Option<usize> {
        let found = self.by_key.binary_search_by(|place| self.items[*place].key().cmp(key)).ok()?;
        Some(self.by_key[found])
    }

    pub fn find(&self, key: &str) -> Option<&T> {
        Some(&self.items[self.place(key)?])
    }

    pub fn by_key(&self) -> impl Iterator<Item = &T> {
        self.by_key.iter().map(|place| &self.items[*place])
    }

    /// To change anything but their keys.
    #[cfg(feature = "read")]
    pub(super) fn items_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}

impl<T: HasKey> From<Vec<T>> for Keyed<T> {
    fn from(items: Vec<T>) -> Self {
        let keys: Vec<&str> = items.iter().map(HasKey::key).collect();
        let by_key = places_by_key(&keys);
        Self { items, by_key }
    }
}

/// Of texts alone, so that it is in the page once for all kinds of items. There are so few that a sort would be no faster,
/// and the page has no other.
fn places_by_key(keys: &[&str]) -> Vec<usize> {
    let mut places = Vec::with_capacity(keys.len());
    for (place, key) in keys.iter().enumerate() {
        let at = places.partition_point(|before: &usize| keys[*before] <= *key);
        places.insert(at, place);
    }
    places
}

impl<T> Deref for Keyed<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<'a, T> IntoIterator for &'a Keyed<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<T: Serialize> Serialize for Keyed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(to)
    }
}

impl<T: HasKey + Packed> Packed for Keyed<T> {
    fn unpack(from: &mut Reader) -> Self {
        Vec::unpack(from).into()
    }
}

impl<'de, T: HasKey + Deserialize<'de>> Deserialize<'de> for Keyed<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    impl HasKey for String {
        fn key(&self) -> &str {
            self
        }
    }

    #[test]
    fn every_key_is_found_and_no_other() {
        for count in [0, 1, 5, 500] {
            let names: Vec<String> = (0..count).map(|at| format!("NAME_{at}")).collect();
            let keyed = Keyed::from(names.clone());
            for (at, name) in names.iter().enumerate() {
                assert_eq!(keyed.place(name), Some(at));
            }
            for other in ["", "NAME_", "name_0", "NAME_500"] {
                assert_eq!(keyed.find(other), None, "{other} of {count}");
            }
        }
    }
}
