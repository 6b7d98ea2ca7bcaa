//! Lists the templates that all stacks share, for `src/templates` to embed.

// A build script can't use the crate that it builds.
#[path = "src/templates/parse.rs"]
mod parse;

use std::path::{Path, PathBuf};
use std::process::exit;
use std::{env, fs, io};

/// Their folders. Each of the others is a stack's.
const SHARED: [&str; 2] = ["compose", "observe"];

fn main() {
    if let Err(error) = write() {
        eprintln!("\n{error}\n");
        exit(1);
    }
}

fn write() -> io::Result<()> {
    println!("cargo:rerun-if-changed=src/templates/parse.rs");
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates").canonicalize()?;
    // Not all of it: a stack's own template is none of this crate's, and would have it compiled anew.
    let folders = SHARED.map(|name| templates.join(name));
    for folder in &folders {
        println!("cargo:rerun-if-changed={}", text(folder));
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR"));
    fs::write(out.join("templates.rs"), shared(&templates, &folders)?)
}

/// A slice of what `src/templates` calls `Shared`, in Rust's own writing. A wrong template stops the build.
fn shared(root: &Path, folders: &[PathBuf]) -> io::Result<String> {
    let mut entries = String::new();
    for (name, path) in found(root, folders)? {
        let reads = parse::reads(&fs::read_to_string(&path)?)
            .map_err(|(line, what)| io::Error::other(format!("{}:{line}: {what}", path.display())))?;
        let text = text(&path);
        entries.push_str(&format!(
            "Shared {{ name: {name:?}, text: include_str!({text:?}), reads: &{reads:?} }},\n"
        ));
    }
    Ok(format!("&[\n{entries}]"))
}

/// The templates below these folders, by their names: the paths below `root`, without `.j2`.
fn found(root: &Path, folders: &[PathBuf]) -> io::Result<Vec<(String, PathBuf)>> {
    let (mut left, mut found) = (folders.to_vec(), Vec::new());
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|ending| ending == "j2") {
                let relative = path.strip_prefix(root).map_err(io::Error::other)?.with_extension("");
                let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
                found.push((parts.join("/"), path));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn text(path: &Path) -> String {
    path.display().to_string()
}
