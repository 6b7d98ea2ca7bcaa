//! Writes what the crate reads: the stacks, and the compiled templates.

use std::{fs, io, path::Path};

use crate::wire::{Reader, Wire, Writer};
use crate::{compile, instruction, stack::Stack};

pub fn write(stacks: &'static [Stack], templates: &Path, out: &Path) -> io::Result<()> {
    let mut writer = Writer::default();
    stacks.put(&mut writer);
    let read = files(writer, &out.join("stacks"), <&[Stack]>::take)?;
    if read.is_none_or(|read| format!("{read:?}") != format!("{stacks:?}")) {
        return Err(io::Error::other("what src/wire.rs writes of a stack is not what it reads"));
    }

    let mut names = Vec::new();
    collect(templates, templates, &mut names)?;
    names.sort();
    let mut programs = Vec::new();
    for name in &names {
        let path = templates.join(format!("{name}.j2"));
        let failed = |error| io::Error::other(format!("{}: {error}", path.display()));
        programs.push(compile::program(name, fs::read_to_string(&path)?).map_err(failed)?);
    }
    let mut writer = Writer::default();
    instruction::write(&programs, &mut writer).map_err(|(name, line)| {
        let path = templates.join(format!("{name}.j2"));
        let what = "this is not known to src/render/instruction.rs";
        io::Error::other(format!("{}: line {line}: {what}", path.display()))
    })?;
    let read = files(writer, &out.join("templates"), instruction::read)?;
    match read.filter(|read| read.len() == programs.len()) {
        Some(_) => Ok(()),
        None => Err(io::Error::other("what src/render/instruction.rs writes is not what it reads")),
    }
}

/// Writes both, and reads them again.
fn files<T>(writer: Writer, path: &Path, take: impl FnOnce(&mut Reader) -> T) -> io::Result<Option<T>> {
    fs::write(path.with_extension("numbers"), &writer.numbers)?;
    fs::write(path.with_extension("texts"), &writer.texts)?;
    Ok(Reader::all(writer.numbers.leak(), writer.texts.leak(), take))
}

/// The names of all templates below a folder: their paths without `.j2`.
fn collect(root: &Path, folder: &Path, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, names)?;
        } else if path.extension().is_some_and(|ending| ending == "j2") {
            let relative = path.strip_prefix(root).map_err(io::Error::other)?.with_extension("");
            let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            names.push(parts.join("/"));
        }
    }
    Ok(())
}
