//! Templates as the build script compiled them.

use std::sync::OnceLock;

use minijinja::Value;
use minijinja::machinery::{Instruction, Instructions};

use super::{instruction, view};
use crate::wire::Reader;

static NUMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/templates.numbers"));
static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/templates.texts"));

/// Every template, as the engine's machine takes it. The build script has read all that it wrote.
fn all() -> &'static [Instructions<'static>] {
    static PROGRAMS: OnceLock<Vec<Instructions<'static>>> = OnceLock::new();
    PROGRAMS.get_or_init(|| Reader::all(NUMBERS, TEXTS, instruction::read).unwrap_or_default())
}

pub fn find(name: &str) -> Option<&'static Instructions<'static>> {
    all().iter().find(|program| program.name() == name)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
pub fn names() -> impl Iterator<Item = &'static str> {
    all().iter().map(Instructions::name)
}

/// Whether a template finds the same in both: it reads a few names only, and of some of them one attribute.
pub fn reads_the_same(template: &str, one: &Value, other: &Value) -> bool {
    let Some(program) = find(template) else { return false };
    (0..).map_while(|at| Some((at, program.get(at)?))).all(|(at, instruction)| {
        let Instruction::Lookup(name) = instruction else { return true };
        let attribute = match program.get(at + 1) {
            Some(Instruction::GetAttr(attribute)) => Some(*attribute),
            _ => None,
        };
        view::same(view::read(one, name, attribute), view::read(other, name, attribute))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Writer;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn every_template_is_read_as_it_was_written() {
        let mut out = Writer::default();
        assert!(instruction::write(all(), &mut out).is_ok());
        assert!(!all().is_empty());
        assert_eq!((&out.numbers[..], &out.texts[..]), (NUMBERS, TEXTS));
    }

    #[test]
    fn what_was_cut_off_or_changed_is_an_error_at_most() {
        let read = |numbers, texts| Reader::all(numbers, texts, instruction::read);
        for at in (0..NUMBERS.len()).step_by(29) {
            assert!(read(&NUMBERS[..at], TEXTS).is_none());
            let mut changed = NUMBERS.to_vec();
            changed[at] ^= 0x55;
            let _ = read(changed.leak(), TEXTS);
        }
    }
}
