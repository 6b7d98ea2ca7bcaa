//! What the packed streams are, and what each opcode in them stands for. `public/unpack.js` is told it when it is packed.

use super::leb::Reader;
use crate::Result;

/// In the order of the packed file. Of each of these, an instruction has one number.
pub const LOCALS: usize = 0;
pub const FUNCTIONS: usize = 1;
pub const OFFSETS: usize = 2;
pub const CONSTANTS: usize = 3;
pub const LONG_CONSTANTS: usize = 4;
/// The types of blocks, and how far branches go.
pub const BLOCKS: usize = 5;
/// Constants that are addresses, as three bytes, the highest first.
pub const ADDRESSES: usize = 6;
/// Of each function, how many locals of which type it has.
pub const TYPES: usize = 7;
/// What stands behind the code, as it is.
pub const REST: usize = 8;
/// The length of what stands before the functions, then that. Of each function its opcodes, and the operands that have
/// no stream of their own.
pub const OPCODES: usize = 9;
pub const STREAMS: usize = 10;

pub const NOTHING: u8 = b' ';
pub const NUMBER: u8 = b'n';
pub const TWO_NUMBERS: u8 = b't';
/// One number of the stream so called: its digit.
pub const LOCAL: u8 = b'0';
pub const FUNCTION: u8 = b'1';
pub const CONSTANT: u8 = b'3';
pub const LONG_CONSTANT: u8 = b'4';
pub const BRANCH: u8 = b'5';
/// A block begins, with its type.
pub const BLOCK: u8 = b'o';
/// A block ends, or the function.
pub const END: u8 = b'e';
/// An alignment and an offset. The alignment is a hint that engines pass over: it is left out, and 0 is put there.
pub const MEMORY: u8 = b'm';
/// The exponent of an `f64`'s or an `i64`'s own. Above it are vectors, and other memories than the first.
pub const MOST_ALIGNED: u8 = 3;
pub const FOUR_BYTES: u8 = b'F';
pub const EIGHT_BYTES: u8 = b'E';
/// A count, so many depths, and one more.
pub const BRANCHES: u8 = b'b';
/// A second opcode; by it, none, one or two numbers.
pub const PREFIX: u8 = b'p';
/// Stands for `I32_CONST` with an address. Wasm has no such opcode.
pub const ADDRESS: u8 = b'a';
pub const UNKNOWN: u8 = b'?';

pub const CALL: u8 = 0x10;
pub const I32_CONST: u8 = 0x41;
pub const OF_ADDRESS: u8 = 0x06;
/// From here on, opcodes that wasm does not have stand for one frequent instruction each, with its operands.
pub const FIRST_WHOLE: u8 = 0xd3;
const MOST_CALLED: usize = 13;

pub fn form(opcode: u8) -> u8 {
    match opcode {
        0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => NOTHING,
        0x23..=0x26 | 0x3f | 0x40 | 0xd0 => NUMBER,
        0x11 | 0x1c => TWO_NUMBERS,
        0x20..=0x22 => LOCAL,
        CALL | 0xd2 => FUNCTION,
        0x28..=0x3e => MEMORY,
        I32_CONST => CONSTANT,
        0x42 => LONG_CONSTANT,
        0x43 => FOUR_BYTES,
        0x44 => EIGHT_BYTES,
        0x02..=0x04 => BLOCK,
        0x0b => END,
        0x0c | 0x0d => BRANCH,
        0x0e => BRANCHES,
        0xfc => PREFIX,
        _ => UNKNOWN,
    }
}

/// What follows each opcode, by the opcode: a letter each.
pub fn operands() -> String {
    (0..=255).map(|opcode| char::from(if opcode == OF_ADDRESS { ADDRESS } else { form(opcode) })).collect()
}

/// How many numbers follow a second opcode.
pub fn numbers_of(second: usize) -> usize {
    match second {
        0..=7 => 0,
        8 | 10 | 12 | 14 => 2,
        _ => 1,
    }
}

/// The instructions that have an opcode of their own: those that are frequent in any program, and calls of the
/// functions that this one calls most, which `calls` holds.
pub fn whole(calls: &[u8]) -> Result<Vec<Vec<u8>>> {
    let mut whole: Vec<Vec<u8>> =
        vec![vec![I32_CONST, 0], vec![I32_CONST, 1], vec![I32_CONST, 4], vec![0x20, 0]];
    for opcode in [0x28, 0x29, 0x2d, 0x36, 0x37, 0x3a] {
        whole.extend([0, 4, 8, 12].map(|offset| vec![opcode, 0, offset]));
    }
    let mut counts = std::collections::BTreeMap::<Vec<u8>, usize>::new();
    let mut reader = Reader(calls);
    while !reader.0.is_empty() {
        let mut call = vec![CALL];
        reader.pass_number(&mut call)?;
        *counts.entry(call).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    whole.extend(counts.into_iter().take(MOST_CALLED).map(|(call, _)| call));
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::{CALL, FIRST_WHOLE, MOST_CALLED, PREFIX, STREAMS, UNKNOWN, form, whole};

    #[test]
    fn an_opcode_of_a_whole_instruction_is_no_other() {
        let count = whole(b"\x01\x02\x03\x04\x05").expect("it is read").len();
        let last = usize::from(FIRST_WHOLE) + count;
        assert!(last <= 0xfc && form(0xfc) == PREFIX);
        assert!((FIRST_WHOLE..=0xfb).all(|opcode| form(opcode) == UNKNOWN));
    }

    #[test]
    fn the_functions_that_are_called_most_have_their_calls_whole() {
        let once = [0x85, 0x01];
        let most: Vec<u8> = (0..MOST_CALLED).map(|function| u8::try_from(function).expect("few")).collect();
        let whole = whole(&[&once, &most[..], &most].concat()).expect("it is read");
        assert!(whole.ends_with(&[vec![CALL, most[MOST_CALLED - 1]]]));
        assert!(!whole.contains(&vec![CALL, 0x85, 0x01]));
    }

    #[test]
    fn a_stream_is_named_by_one_digit() {
        const { assert!(STREAMS <= 10) };
    }
}
