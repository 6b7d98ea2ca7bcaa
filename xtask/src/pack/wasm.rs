//! Gives what the wasm imports and exports short names: wasm-bindgen's carry a hash each, which no packer can shorten.

use super::leb::{Reader, put_bytes, put_number};
use crate::Result;
use std::collections::BTreeMap;

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const FUNCTION: u8 = 0;

/// The short name of each long one.
pub type Names = BTreeMap<String, String>;

/// The module that all imports are to come from.
pub const MODULE: &str = "a";

/// The wasm with short names and without its custom sections, and which names are short now.
pub fn shorten(wasm: &[u8]) -> Result<(Vec<u8>, Names)> {
    let mut names = Names::new();
    let mut reader = Reader(wasm.get(8..).ok_or("the wasm is shorter than its head")?);
    let mut out = wasm[..8].to_vec();
    while !reader.0.is_empty() {
        let id = reader.byte()?;
        let section = reader.bytes()?;
        let section = match id {
            CUSTOM => continue,
            IMPORTS => imports(section, &mut names)?,
            EXPORTS => exports(section, &mut names)?,
            _ => section.to_vec(),
        };
        out.push(id);
        put_bytes(&mut out, &section);
    }
    Ok((out, names))
}

fn imports(section: &[u8], names: &mut Names) -> Result<Vec<u8>> {
    let mut reader = Reader(section);
    let mut out = Vec::new();
    let count = reader.number()?;
    put_number(&mut out, count);
    for _ in 0..count {
        reader.bytes()?;
        let name = reader.text()?;
        put_bytes(&mut out, MODULE.as_bytes());
        put_bytes(&mut out, short(name, names).as_bytes());
        if reader.byte()? != FUNCTION {
            return Err(format!("expected functions among the wasm's imports, found `{name}`"));
        }
        out.push(FUNCTION);
        put_number(&mut out, reader.number()?);
    }
    Ok(out)
}

fn exports(section: &[u8], names: &mut Names) -> Result<Vec<u8>> {
    let mut reader = Reader(section);
    let mut out = Vec::new();
    let count = reader.number()?;
    put_number(&mut out, count);
    for _ in 0..count {
        let name = reader.text()?;
        // `memory` and the like are short, and words that the script may say of other things.
        let generated = name.starts_with("__") || name.starts_with("wasm_bindgen");
        let name = if generated { short(name, names) } else { name.to_string() };
        put_bytes(&mut out, name.as_bytes());
        out.push(reader.byte()?);
        put_number(&mut out, reader.number()?);
    }
    Ok(out)
}

fn short(name: &str, names: &mut Names) -> String {
    let next = format!("_{}", names.len());
    names.entry(name.to_string()).or_insert(next).clone()
}

#[cfg(test)]
mod tests {
    use super::shorten;

    const HEAD: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn long_names_become_short_and_custom_sections_go() {
        let imports = b"\x02\x0f\x01\x03old\x07__wbg_x\x00\x05";
        let exports = b"\x07\x18\x02\x06memory\x02\x00\x0a__wbindgen\x00\x80\x01";
        let custom = b"\x00\x05\x04name";
        let code = b"\x0a\x02hi";
        let wasm = [HEAD, imports, exports, custom, code].concat();
        let (out, names) = shorten(&wasm).expect("it is read");
        let expected_imports = b"\x02\x08\x01\x01a\x02_0\x00\x05";
        let expected_exports = b"\x07\x10\x02\x06memory\x02\x00\x02_1\x00\x80\x01";
        assert_eq!(out, [HEAD, expected_imports, expected_exports, code].concat());
        assert_eq!(names["__wbg_x"], "_0");
        assert_eq!(names["__wbindgen"], "_1");
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        assert!(shorten(b"\0asm").is_err());
        assert!(shorten(&[HEAD, b"\x02\x09\x01"].concat()).is_err());
    }
}
