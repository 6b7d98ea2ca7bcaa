//! Numbers and texts as wasm writes them.

use crate::Result;

/// What is still to be read.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn byte(&mut self) -> Result<u8> {
        let (first, rest) = self.0.split_first().ok_or("the wasm ends too early")?;
        self.0 = rest;
        Ok(*first)
    }

    /// Seven bits a byte, the lowest first.
    pub fn number(&mut self) -> Result<usize> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return Ok(value);
            }
            if shift > 28 {
                return Err("the wasm has a number of more than five bytes".to_string());
            }
        }
    }

    /// Reads a number, which may be a signed one or of any size, and writes it as it is. It is given cut to what fits.
    pub fn pass_number(&mut self, out: &mut Vec<u8>) -> Result<usize> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            out.push(byte);
            value |= usize::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte < 0x80 {
                return Ok(value);
            }
        }
    }

    pub fn pass(&mut self, count: usize, out: &mut Vec<u8>) -> Result {
        let (bytes, rest) = self.0.split_at_checked(count).ok_or("the wasm ends too early")?;
        out.extend_from_slice(bytes);
        self.0 = rest;
        Ok(())
    }

    pub fn bytes(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        let (bytes, rest) = self.0.split_at_checked(length).ok_or("the wasm ends too early")?;
        self.0 = rest;
        Ok(bytes)
    }

    pub fn text(&mut self) -> Result<&'a str> {
        std::str::from_utf8(self.bytes()?).map_err(|e| e.to_string())
    }
}

pub fn put_number(out: &mut Vec<u8>, mut value: usize) {
    loop {
        let byte = u8::try_from(value & 0x7f).expect("seven bits");
        value >>= 7;
        if value == 0 {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}

pub fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len());
    out.extend_from_slice(bytes);
}
