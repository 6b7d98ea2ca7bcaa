//! Writes what the crate reads: the stacks.

use std::{fs, io, path::Path};

use crate::stack::Stack;
use crate::wire::{Reader, Wire, Writer};

pub fn write(stacks: &'static [Stack], out: &Path) -> io::Result<()> {
    let mut writer = Writer::default();
    stacks.put(&mut writer);
    let path = out.join("stacks");
    fs::write(path.with_extension("numbers"), &writer.numbers)?;
    fs::write(path.with_extension("texts"), &writer.texts)?;
    let read = Reader::all(writer.numbers.leak(), writer.texts.leak(), <&[Stack]>::take);
    if read.is_none_or(|read| format!("{read:?}") != format!("{stacks:?}")) {
        return Err(io::Error::other("what src/wire.rs writes of a stack is not what it reads"));
    }
    Ok(())
}
