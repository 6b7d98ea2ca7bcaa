//! Takes a wasm's code apart into streams of what is alike: an opcode tells much of the next opcode and little of a
//! constant. Each stream is packed by itself, and together they are a tenth smaller. `public/unpack.js` puts them
//! together again; the opcodes come last, so that it can do so while they arrive.

use super::leb::{Reader, put_number};
#[allow(clippy::wildcard_imports)] // the words that this file is written in
use super::opcodes::*;
use crate::Result;

const CODE: u8 = 10;
/// As `public/unpack.js` has it.
const LARGEST: usize = 1 << 18;

/// A wasm in streams, and which instructions have opcodes of their own there, from [`FIRST_WHOLE`] on.
pub struct Split {
    pub streams: [Vec<u8>; STREAMS],
    pub whole: Vec<Vec<u8>>,
}

pub fn split(wasm: &[u8]) -> Result<Split> {
    let all_calls = split_with(wasm, Vec::new())?;
    split_with(wasm, whole(&all_calls.streams[FUNCTIONS])?)
}

fn split_with(wasm: &[u8], whole: Vec<Vec<u8>>) -> Result<Split> {
    let mut split = Split { streams: [const { Vec::new() }; STREAMS], whole };
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
    let mut reader = Reader(code);
    let count = reader.number()?;
    put_number(&mut split.streams[OPCODES], head.len());
    split.streams[OPCODES].extend_from_slice(head);
    put_number(&mut split.streams[OPCODES], count);
    for _ in 0..count {
        let before = reader.0.len();
        let body = reader.bytes()?;
        if body.len() >= LARGEST {
            return Err(format!("expected functions of less than {LARGEST} bytes, found {}", body.len()));
        }
        // Put together again, a function's length takes as few bytes as it can.
        let mut length = Vec::new();
        put_number(&mut length, body.len());
        if before - reader.0.len() != length.len() + body.len() {
            return Err("expected functions whose length is written as short as can be".to_string());
        }
        split.function(&mut Reader(body))?;
    }
    split.streams[REST].extend_from_slice(rest);
    Ok(split)
}

impl Split {
    fn function(&mut self, body: &mut Reader) -> Result {
        for _ in 0..body.pass_number(&mut self.streams[TYPES])? {
            body.pass_number(&mut self.streams[TYPES])?;
            body.pass(1, &mut self.streams[TYPES])?;
        }
        let mut depth = 1;
        while depth > 0 {
            match self.instruction(body)? {
                BLOCK => depth += 1,
                END => depth -= 1,
                _ => {}
            }
        }
        if body.0.is_empty() {
            Ok(())
        } else {
            Err("expected a function to end where its last block does".to_string())
        }
    }

    /// Gives the form of the instruction that it took.
    fn instruction(&mut self, body: &mut Reader) -> Result<u8> {
        let opcode = body.byte()?;
        let form = form(opcode);
        match form {
            LOCAL => self.number(opcode, body, LOCALS)?,
            FUNCTION => self.number(opcode, body, FUNCTIONS)?,
            LONG_CONSTANT => self.number(opcode, body, LONG_CONSTANTS)?,
            BRANCH | BLOCK => self.number(opcode, body, BLOCKS)?,
            MEMORY => {
                let alignment = body.byte()?;
                if alignment > MOST_ALIGNED {
                    return Err(format!(
                        "expected an alignment of at most {MOST_ALIGNED}, found {alignment}"
                    ));
                }
                self.number(opcode, body, OFFSETS)?;
            }
            CONSTANT => self.constant(body)?,
            _ => {
                self.streams[OPCODES].push(opcode);
                self.other(opcode, form, body)?;
            }
        }
        Ok(form)
    }

    /// An instruction with one number that has a stream of its own.
    fn number(&mut self, opcode: u8, body: &mut Reader, stream: usize) -> Result {
        let mut operand = Vec::new();
        body.pass_number(&mut operand)?;
        self.put(opcode, &operand, stream);
        Ok(())
    }

    fn put(&mut self, opcode: u8, operand: &[u8], stream: usize) {
        let no_alignment: &[u8] = if stream == OFFSETS { &[0] } else { &[] };
        let instruction = [&[opcode], no_alignment, operand].concat();
        match (FIRST_WHOLE..).zip(&self.whole).find(|(_, whole)| **whole == instruction) {
            Some((whole, _)) => self.streams[OPCODES].push(whole),
            None => {
                self.streams[OPCODES].push(opcode);
                self.streams[stream].extend_from_slice(operand);
            }
        }
    }

    /// A number of four bytes is an address: what it is worth, not how it is written, is alike in many of them.
    fn constant(&mut self, body: &mut Reader) -> Result {
        let mut operand = Vec::new();
        let value = body.pass_number(&mut operand)?;
        match (operand.len(), u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()) {
            (4, [0, address @ ..]) => {
                self.streams[OPCODES].push(OF_ADDRESS);
                self.streams[ADDRESSES].extend_from_slice(&address);
            }
            _ => self.put(I32_CONST, &operand, CONSTANTS),
        }
        Ok(())
    }

    fn other(&mut self, opcode: u8, form: u8, body: &mut Reader) -> Result {
        let opcodes = &mut self.streams[OPCODES];
        match form {
            NOTHING | END => {}
            NUMBER => body.pass_number(opcodes).map(drop)?,
            TWO_NUMBERS => {
                body.pass_number(opcodes)?;
                body.pass_number(opcodes)?;
            }
            FOUR_BYTES => body.pass(4, opcodes)?,
            EIGHT_BYTES => body.pass(8, opcodes)?,
            BRANCHES => {
                let blocks = &mut self.streams[BLOCKS];
                for _ in 0..=body.pass_number(blocks)? {
                    body.pass_number(blocks)?;
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
}

#[cfg(test)]
mod tests {
    use super::super::opcodes::*;
    use super::{Split, split};

    const HEAD: &[u8] = b"\0asm\x01\0\0\0";

    /// A wasm of one function with this body.
    fn of_one(body: &[u8]) -> crate::Result<Split> {
        let length = u8::try_from(body.len()).expect("it is short");
        split(&[HEAD, &[10, length + 2, 1, length], body].concat())
    }

    #[test]
    fn what_is_alike_comes_together() {
        let types = b"\x01\x01\x00";
        let first = b"\x01\x02\x7f\x20\x01\x41\xff\x01\x28\x02\x18\x10\x85\x01\x0b";
        let second = b"\x00\x02\x40\x0e\x01\x00\x01\x0b\xfc\x0a\x00\x00\x44ABCDEFGH\x42\x09\x11\x03\x00\x0b";
        let code = [&[2, 15][..], first, &[27], second].concat();
        let head = [HEAD, types, &[10, 45]].concat();
        let wasm = [&head[..], &code, b"\x0b\x01\x00"].concat();
        let split = split(&wasm).expect("it is read");
        let called = FIRST_WHOLE + u8::try_from(split.whole.len() - 1).expect("few");
        assert_eq!(split.whole.last().expect("the one that is called"), b"\x10\x85\x01");
        let of_first = [b"\x20\x41\x28", &[called][..], b"\x0b"].concat();
        let of_second = b"\x02\x0e\x0b\xfc\x0a\x00\x00\x44ABCDEFGH\x42\x11\x03\x00\x0b";
        let expected: [(usize, &[u8]); STREAMS] = [
            (LOCALS, b"\x01"),
            (FUNCTIONS, b""),
            (OFFSETS, b"\x18"),
            (CONSTANTS, b"\xff\x01"),
            (LONG_CONSTANTS, b"\x09"),
            (BLOCKS, b"\x40\x01\x00\x01"),
            (ADDRESSES, b""),
            (TYPES, b"\x01\x02\x7f\x00"),
            (REST, b"\x0b\x01\x00"),
            (OPCODES, &[&[13][..], &head, &[2], &of_first, of_second].concat()),
        ];
        for (stream, bytes) in expected {
            assert_eq!(split.streams[stream], bytes, "{stream}");
        }
    }

    #[test]
    fn an_address_is_three_bytes() {
        let split = of_one(b"\x00\x41\x83\x82\xc0\x00\x41\xff\xff\x3f\x0b").expect("it is read");
        assert_eq!(split.streams[ADDRESSES], b"\x10\x01\x03");
        assert_eq!(split.streams[CONSTANTS], b"\xff\xff\x3f");
        let negative = of_one(b"\x00\x41\x80\x80\x80\x40\x0b").expect("it is read");
        assert_eq!(negative.streams[ADDRESSES], b"");
    }

    #[test]
    fn a_frequent_instruction_is_one_byte() {
        let split = of_one(b"\x00\x41\x01\x28\x02\x04\x41\x02\x0b").expect("it is read");
        assert_eq!((&split.streams[CONSTANTS][..], &split.streams[OFFSETS][..]), (&b"\x02"[..], &b""[..]));
    }

    #[test]
    fn an_alignment_is_left_out_and_what_is_none_is_an_error() {
        let load = |alignment: u8| of_one(&[b"\x00\x20\x00\x28", &[alignment, 0x08, 0x0b][..]].concat());
        let (none, some) = (load(0).expect("it is read"), load(2).expect("it is read"));
        assert_eq!(none.streams, some.streams);
        for other_memory_or_vector in [0x04, 0x42, 0x80] {
            let error = load(other_memory_or_vector).err().expect("it is refused");
            assert!(error.contains("alignment"), "{error}");
        }
    }

    #[test]
    fn a_function_that_ends_elsewhere_is_an_error() {
        assert!(of_one(b"\x00\x02\x40\x0b\x0b").is_ok());
        assert!(of_one(b"\x00\x02\x40\x0b").is_err());
        assert!(of_one(b"\x00\x0b\x01").is_err());
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        assert!(split(b"\0asm").is_err());
        assert!(split(&[HEAD, b"\x0a\x04\x01\x02\x00\xff"].concat()).is_err());
        assert!(split(&[HEAD, b"\x0a\x05\x01\x83\x00\x00\x01\x0b"].concat()).is_err());
    }
}
