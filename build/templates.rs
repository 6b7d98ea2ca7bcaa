//! Parses every template, so that a wrong one stops the build, and writes the list of them that the crate embeds.

use std::{fs, io, path::Path};

use minijinja::Environment;

use crate::syntax::syntax;

pub fn write(templates: &Path, out: &Path) -> io::Result<()> {
    let mut names = Vec::new();
    collect(templates, templates, &mut names)?;
    names.sort();
    let mut list = String::from("[\n");
    for name in &names {
        let path = templates.join(format!("{name}.j2"));
        let reads =
            parse(&path.display().to_string(), &fs::read_to_string(&path)?).map_err(io::Error::other)?;
        let text = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{}/{name}.j2\")", templates.display());
        list.push_str(&format!(
            "Template {{ name: {name:?}, text: include_str!({text}), reads: &{reads:?} }},\n"
        ));
    }
    list.push(']');
    fs::write(out.join("templates.rs"), list)
}

/// What it reads, by dotted names. Err: the file, the line, and what is wrong.
fn parse(path: &str, source: &str) -> Result<Vec<String>, String> {
    let fault = |error: minijinja::Error| {
        let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        format!("{path}:{}: {what}", error.line().unwrap_or_default())
    };
    let mut engine = Environment::empty();
    engine.set_syntax(syntax().map_err(fault)?);
    let template = engine.template_from_str(source).map_err(fault)?;
    let mut reads: Vec<_> = template.undeclared_variables(true).into_iter().collect();
    reads.sort();
    Ok(reads)
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
