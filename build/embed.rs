//! Writes what the crate includes: the stacks, and the compiled templates.

use std::{fmt::Write as _, fs, io, path::Path};

use crate::{compile, rust::Rust, stack::Stack};

pub fn write(stacks: &[Stack], templates: &Path, out: &Path) -> io::Result<()> {
    let mut expression = String::new();
    stacks.write(&mut expression);
    fs::write(out.join("stacks.rs"), expression)?;

    let mut names = Vec::new();
    collect(templates, templates, &mut names)?;
    names.sort();
    let mut table = String::from("&[\n");
    for name in &names {
        let path = templates.join(format!("{name}.j2"));
        let source = fs::read_to_string(&path)?;
        let ops = compile::program(name, &source)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        writeln!(table, "    Program {{ name: {name:?}, ops: {ops} }},").map_err(io::Error::other)?;
    }
    table.push_str("]\n");
    fs::write(out.join("templates.rs"), table)
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
