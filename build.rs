//! Reads every `templates/<stack>` as the program reads any other stack, and embeds what it read. A wrong manifest or
//! template stops the build with its file, its line, and what was expected. Names the build, too, for two programs that
//! talk to each other.

// The command line reads a folder by it too. A build script can't use the package that it builds, and the core knows no disk.
#[path = "src/stack_folder.rs"]
mod stack_folder;

use std::hash::{DefaultHasher, Hasher};
use std::path::Path;
use std::process::exit;
use std::{env, fs, io};

use berth_core::packed;
use berth_core::stack::{self, Stack, read};
use berth_core::words;

/// The first is the stack that is chosen when nothing is said.
const ORDER: [&str; 3] = ["tamma", "campaign", "kyros"];

fn main() {
    let folder = Path::new("templates");
    let stacks: Vec<Stack> = ordered_stacks(folder).iter().map(|id| stack_of(&folder.join(id))).collect();
    if let Some(problem) = read::former_stack_names(&stacks) {
        fail(&problem);
    }
    let parts: Vec<_> = stacks.iter().map(|stack| (stack, &stack.templates)).collect();
    let bytes = postcard::to_allocvec(&parts).unwrap_or_else(|error| fail(&error.to_string()));
    let back = packed::read(&bytes).map(stack::with_templates);
    if format!("{back:?}") != format!("{:?}", Ok::<_, packed::Malformed>(&stacks)) {
        fail("what is embedded of a stack is not what is read of it: see its types' fields in `packed!`");
    }
    let alone: Vec<Stack> = stacks.into_iter().map(Stack::unrendered).collect();
    let alone = postcard::to_allocvec(&alone).unwrap_or_else(|error| fail(&error.to_string()));
    let out = env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR");
    for (name, bytes) in [("stacks", bytes), ("stacks-alone", alone)] {
        fs::write(Path::new(&out).join(name), bytes).unwrap_or_else(|error| fail(&error.to_string()));
    }
    println!("cargo:rustc-env=BERTH_BUILD={:016x}", hash_of_sources());
}

/// Of whatever the page and its engine are made of, which must be the same for both.
fn hash_of_sources() -> u64 {
    let mut hash = DefaultHasher::new();
    for source in ["Cargo.lock", "core/src", "src", "templates"] {
        println!("cargo:rerun-if-changed={source}");
        // Wherever it is run: a test has it read other templates.
        hash_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join(source), &mut hash)
            .unwrap_or_else(|error| fail(&format!("{source}: {error}")));
    }
    hash.finish()
}

fn hash_below(path: &Path, hash: &mut DefaultHasher) -> io::Result<()> {
    if !path.is_dir() {
        hash.write(&fs::read(path)?);
        return Ok(());
    }
    let mut inside = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    inside.sort();
    inside.iter().try_for_each(|path| hash_below(path, hash))
}

fn stack_of(path: &Path) -> Stack {
    let found = stack_folder::read(path).unwrap_or_else(|error| fail(&error.to_string()));
    read::stack(found).unwrap_or_else(|problems| {
        let lines: Vec<_> = problems
            .iter()
            .map(|problem| format!("{}/{}", path.display(), words::stack_problem(problem)))
            .collect();
        fail(&lines.join("\n"))
    })
}

/// The folders that hold a manifest: the known ones first, in their order, then any other by name.
fn ordered_stacks(templates: &Path) -> Vec<String> {
    let entries = fs::read_dir(templates).unwrap_or_else(|error| fail(&format!("templates: {error}")));
    let mut ids: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join(read::MANIFEST).is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    ids.sort_by_key(|id| (ORDER.iter().position(|known| known == id).unwrap_or(ORDER.len()), id.clone()));
    ids
}

fn fail(message: &str) -> ! {
    eprintln!("\n{message}\n");
    exit(1)
}
