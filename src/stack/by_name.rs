//! Where an item of a list stands, by its name: found at once, however many there are.

/// Twice as many slots as items at least: each holds where an item stands, counted from 1. An item is in the slot that its
/// name's hash tells, or in the next free one behind it.
#[derive(Debug)]
pub struct ByName(pub &'static [u16]);

impl ByName {
    /// The build script makes it.
    pub fn of<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let mut slots = vec![0; (names.len() * 2).next_power_of_two()];
        for (name, number) in names.zip(1..) {
            if let Some(at) = way(slots.len(), name).find(|at| slots[*at] == 0) {
                slots[at] = number;
            }
        }
        Self(slots.leak())
    }

    /// Where the item of this name stands in its list.
    pub fn place<T>(&self, items: &[T], name: fn(&T) -> &'static str, wanted: &str) -> Option<usize> {
        let numbers = way(self.0.len(), wanted).map(|at| usize::from(self.0[at]));
        let mut places = numbers.map_while(|number| number.checked_sub(1));
        places.find(|place| items.get(*place).is_some_and(|item| name(item) == wanted))
    }
}

/// The slots to be looked at, one after another.
fn way(slots: usize, name: &str) -> impl Iterator<Item = usize> {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = name.bytes().fold(0x811c_9dc5, step) as usize;
    (0..slots).map(move |further| hash.wrapping_add(further) & (slots - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn every_name_is_found_and_no_other() {
        for count in [0, 1, 5, 500] {
            let names: Vec<&'static str> = (0..count).map(|at| &*format!("NAME_{at}").leak()).collect();
            let by_name = ByName::of(names.iter().copied());
            for (at, name) in names.iter().enumerate() {
                assert_eq!(by_name.place(&names, |name| name, name), Some(at));
            }
            for other in ["", "NAME_", "name_0", "NAME_500"] {
                assert_eq!(by_name.place(&names, |name| name, other), None, "{other} of {count}");
            }
        }
    }

    #[test]
    fn slots_that_were_damaged_lead_nowhere() {
        for slots in [&[][..], &[9], &[1, 1], &[u16::MAX; 4]] {
            assert_eq!(ByName(slots).place(&["a"], |name| name, "b"), None);
        }
    }
}
