//! Takes a wasm's code apart into streams of what is alike: an opcode tells much of the next opcode and little of a
//! constant. Each stream is packed by itself, and together they are a twentieth smaller. `public/unpack.js` puts them
//! together again; the opcodes come last, so that it can do so while they arrive.

use super::leb::{Reader, put_number};
use crate::Result;

/// In the order of the packed file.
pub const STREAMS: usize = 6;
const LOCALS: usize = 0;
const FUNCTIONS: usize = 1;
const OFFSETS: usize = 2;
const CONSTANTS: usize = 3;
/// What stands behind the code, as it is.
const REST: usize = 4;
/// The length of what stands before the functions, then that. Of each function how long it is in this stream, then its
/// locals' types, its opcodes, and the operands that have no stream of their own.
const OPCODES: usize = 5;

const CODE: u8 = 10;
/// As `public/unpack.js` has it.
const LARGEST: usize = 1 << 18;

/// What follows each opcode, by the opcode: one of these letters.
pub fn operands() -> String {
    (0..=255).map(|opcode| char::from(form(opcode))).collect()
}

const NOTHING: u8 = b' ';
const NUMBER: u8 = b'n';
const TWO_NUMBERS: u8 = b't';
const LOCAL: u8 = b'l';
const FUNCTION: u8 = b'f';
/// An alignment and an offset. The alignment is a hint that engines pass over: it is left out, and 0 is put there.
const MEMORY: u8 = b'm';
/// The exponent of a `f64`'s or an `i64`'s own. Above it are vectors, and other memories than the first.
const MOST_ALIGNED: u8 = 3;
const CONSTANT: u8 = b'c';
const FOUR_BYTES: u8 = b'4';
const EIGHT_BYTES: u8 = b'8';
/// A count, so many depths, and one more.
const BRANCHES: u8 = b'b';
/// A second opcode; by it, none, one or two numbers.
const PREFIX: u8 = b'p';
const UNKNOWN: u8 = b'?';

fn form(opcode: u8) -> u8 {
    match opcode {
        0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => NOTHING,
        0x02..=0x04 | 0x0c | 0x0d | 0x23..=0x26 | 0x3f | 0x40 | 0xd0 => NUMBER,
        0x11 | 0x1c => TWO_NUMBERS,
        0x20..=0x22 => LOCAL,
        0x10 | 0xd2 => FUNCTION,
        0x28..=0x3e => MEMORY,
        0x41 | 0x42 => CONSTANT,
        0x43 => FOUR_BYTES,
        0x44 => EIGHT_BYTES,
        0x0e => BRANCHES,
        0xfc => PREFIX,
        _ => UNKNOWN,
    }
}

/// How many numbers follow a second opcode.
fn numbers_of(second: usize) -> usize {
    match second {
        0..=7 => 0,
        8 | 10 | 12 | 14 => 2,
        _ => 1,
    }
}

pub fn split(wasm: &[u8]) -> Result<[Vec<u8>; STREAMS]> {
    let mut streams = [const { Vec::new() }; STREAMS];
    let mut reader = Reader(wasm.get(8..).ok_or("the wasm is shorter than its head")?);
    loop {
        let id = reader.byte()?;
        if id == CODE {
            break;
        }
        reader.bytes()?;
    }
    let length = reader.number()?;
    let (code, rest) = reader.0.split_at_checked(length).ok_or("the wasm's code ends too early")?;
    let head = &wasm[..wasm.len() - code.len() - rest.len()];
    put_number(&mut streams[OPCODES], head.len());
    streams[OPCODES].extend_from_slice(head);
    let mut reader = Reader(code);
    let count = reader.number()?;
    put_number(&mut streams[OPCODES], count);
    for _ in 0..count {
        let before = reader.0.len();
        let mut body = Reader(reader.bytes()?);
        if body.0.len() >= LARGEST {
            return Err(format!("expected functions of less than {LARGEST} bytes, found {}", body.0.len()));
        }
        // Put together again, a function's length takes as few bytes as it can.
        let mut length = Vec::new();
        put_number(&mut length, body.0.len());
        if before - reader.0.len() != length.len() + body.0.len() {
            return Err("expected functions whose length is written as short as can be".to_string());
        }
        let mut opcodes = Vec::new();
        let groups = body.number()?;
        put_number(&mut opcodes, groups);
        for _ in 0..groups {
            put_number(&mut opcodes, body.number()?);
            opcodes.push(body.byte()?);
        }
        while !body.0.is_empty() {
            instruction(&mut body, &mut opcodes, &mut streams)?;
        }
        put_number(&mut streams[OPCODES], opcodes.len());
        streams[OPCODES].extend_from_slice(&opcodes);
    }
    streams[REST].extend_from_slice(rest);
    Ok(streams)
}

fn instruction(body: &mut Reader, opcodes: &mut Vec<u8>, streams: &mut [Vec<u8>; STREAMS]) -> Result {
    let opcode = body.byte()?;
    opcodes.push(opcode);
    match form(opcode) {
        NOTHING => {}
        NUMBER => body.pass_number(opcodes).map(drop)?,
        TWO_NUMBERS => {
            body.pass_number(opcodes)?;
            body.pass_number(opcodes)?;
        }
        LOCAL => body.pass_number(&mut streams[LOCALS]).map(drop)?,
        FUNCTION => body.pass_number(&mut streams[FUNCTIONS]).map(drop)?,
        MEMORY => {
            let alignment = body.byte()?;
            if alignment > MOST_ALIGNED {
                return Err(format!("expected an alignment of at most {MOST_ALIGNED}, found {alignment}"));
            }
            body.pass_number(&mut streams[OFFSETS])?;
        }
        CONSTANT => body.pass_number(&mut streams[CONSTANTS]).map(drop)?,
        FOUR_BYTES => body.pass(4, opcodes)?,
        EIGHT_BYTES => body.pass(8, opcodes)?,
        BRANCHES => {
            for _ in 0..=body.pass_number(opcodes)? {
                body.pass_number(opcodes)?;
            }
        }
        PREFIX => {
            for _ in 0..numbers_of(body.pass_number(opcodes)?) {
                body.pass_number(opcodes)?;
            }
        }
        _ => {
            return Err(format!(
                "expected an instruction that the packer knows, found the opcode {opcode:#x}"
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::split;

    const HEAD: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn what_is_alike_comes_together() {
        let types = b"\x01\x01\x00";
        let first = b"\x01\x02\x7f\x20\x01\x41\xff\x01\x28\x02\x08\x10\x85\x01\x0b";
        let second = b"\x00\x0e\x01\x00\x01\xfc\x0a\x00\x00\x44ABCDEFGH\x11\x03\x00\x0b";
        let code = [&[2, 15][..], first, &[22], second].concat();
        let head = [HEAD, types, &[10, 40]].concat();
        let wasm = [&head[..], &code, b"\x0b\x01\x00"].concat();
        let [locals, functions, offsets, constants, rest, opcodes] = split(&wasm).expect("it is read");
        assert_eq!((&locals[..], &functions[..]), (&b"\x01"[..], &b"\x85\x01"[..]));
        assert_eq!(
            (&offsets[..], &constants[..], &rest[..]),
            (&b"\x08"[..], &b"\xff\x01"[..], &b"\x0b\x01\x00"[..])
        );
        let of_first = b"\x08\x01\x02\x7f\x20\x41\x28\x10\x0b";
        let expected = [&[13][..], &head, &[2], of_first, &[22], second].concat();
        assert_eq!(opcodes, expected);
    }

    #[test]
    fn an_alignment_is_left_out_and_what_is_none_is_an_error() {
        let load = |alignment: u8| {
            split(&[HEAD, b"\x0a\x09\x01\x07\x00\x41\x00\x28", &[alignment, 0x08, 0x0b]].concat())
        };
        assert_eq!(load(0).expect("it is read"), load(2).expect("it is read"));
        for other_memory_or_vector in [0x04, 0x42, 0x80] {
            assert!(load(other_memory_or_vector).unwrap_err().contains("alignment"));
        }
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        assert!(split(b"\0asm").is_err());
        assert!(split(&[HEAD, b"\x0a\x04\x01\x02\x00\xff"].concat()).is_err());
        assert!(split(&[HEAD, b"\x0a\x05\x01\x83\x00\x00\x01\x0b"].concat()).is_err());
    }
}
