//! The stacks that ship, in their order.

use std::sync::OnceLock;

use crate::stack::Stack;
use crate::wire::{Reader, Wire};

static NUMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stacks.numbers"));
static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/stacks.texts"));

/// The build script has read all that it wrote.
pub fn all() -> &'static [Stack] {
    static STACKS: OnceLock<&[Stack]> = OnceLock::new();
    STACKS.get_or_init(|| Reader::all(NUMBERS, TEXTS, Wire::take).unwrap_or_default())
}

/// By its name, or by one that it had before.
pub fn find(id: &str) -> Option<&'static Stack> {
    all().iter().find(|stack| stack.id == id || stack.formerly.contains(&id))
}

/// The one that is chosen when nothing is said.
pub fn first() -> &'static Stack {
    &all()[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Writer;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn every_stack_is_read_as_it_was_written() {
        let mut out = Writer::default();
        all().put(&mut out);
        assert!(!all().is_empty());
        assert_eq!((&out.numbers[..], &out.texts[..]), (NUMBERS, TEXTS));
    }

    #[test]
    fn what_was_cut_off_or_changed_is_an_error_at_most() {
        let read = |numbers, texts| Reader::all(numbers, texts, <&[Stack]>::take);
        for at in (0..NUMBERS.len()).step_by(131) {
            assert!(read(&NUMBERS[..at], TEXTS).is_none());
            let mut changed = NUMBERS.to_vec();
            changed[at] ^= 0x55;
            let _ = read(changed.leak(), TEXTS);
        }
        assert!(read(NUMBERS, &TEXTS[..TEXTS.len() / 2]).is_none());
    }
}
