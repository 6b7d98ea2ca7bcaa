//! Reads every `templates/<stack>/stack.yaml`, checks it, and writes it as bytes that the crate reads. A wrong manifest
//! stops the build with its file, its line, and what was expected. So does a template that can't be parsed.

mod check;
mod embed;
mod lower;
mod manifest;
mod short;
mod source;
mod templates;

// The crate's own types: what is checked here is exactly what is embedded.
#[allow(dead_code)]
mod messages;
#[path = "../src/stack/mod.rs"]
#[allow(dead_code, unused_imports)]
mod stack;
#[path = "../src/render/syntax.rs"]
mod syntax;
#[path = "../src/values/mod.rs"]
#[allow(dead_code, unused_imports)]
mod values;
#[path = "../src/wire.rs"]
#[allow(dead_code)]
mod wire;
#[path = "../src/yaml/mod.rs"]
#[allow(dead_code, unused_imports)]
mod yaml;

use std::{env, fs, path::Path, process::exit};

/// The first is the stack that is chosen when nothing is said.
const ORDER: [&str; 3] = ["tamma", "campaign", "kyros"];

fn main() {
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=build");
    let templates = Path::new("templates");
    let out = env::var("OUT_DIR").expect("Cargo sets OUT_DIR");
    let out = Path::new(&out);

    let mut stacks = Vec::new();
    for id in ordered_stacks(templates) {
        let path = templates.join(&id).join("stack.yaml");
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| fail(&format!("{}: {error}", path.display())));
        match manifest::read(&text, &id, &|name| templates.join(format!("{name}.j2")).is_file()) {
            Ok(stack) => stacks.push(stack),
            Err(problems) => fail(
                &problems.iter().map(|p| format!("{}:{p}", path.display())).collect::<Vec<_>>().join("\n"),
            ),
        }
    }
    if let Some(problem) = check::former_stack_names(&stacks) {
        fail(&problem);
    }
    let written = embed::write(stacks.leak(), out).and_then(|()| templates::write(templates, out));
    written.unwrap_or_else(|error| fail(&error.to_string()));
}

/// The folders that hold a manifest: the known ones first, in their order, then any other by name.
fn ordered_stacks(templates: &Path) -> Vec<String> {
    let entries = fs::read_dir(templates).unwrap_or_else(|error| fail(&format!("templates: {error}")));
    let mut ids: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("stack.yaml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    ids.sort_by_key(|id| (ORDER.iter().position(|known| known == id).unwrap_or(ORDER.len()), id.clone()));
    ids
}

fn fail(message: &str) -> ! {
    eprintln!("\n{message}\n");
    exit(1)
}
