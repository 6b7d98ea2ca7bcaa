//! The stacks that ship, for tests of this crate: read from their folders, as the build script of the package `berth` reads
//! them, but without a disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use include_dir::{Dir, File, include_dir};

use crate::stack::read::{self, Folder};
use crate::stack::{self, Stack};
use crate::words;

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/../templates");

pub fn all() -> &'static [Stack] {
    static STACKS: OnceLock<Vec<Stack>> = OnceLock::new();
    STACKS.get_or_init(read_all)
}

pub fn read_all() -> Vec<Stack> {
    ["tamma", "campaign", "kyros"].map(read).into()
}

fn read(name: &str) -> Stack {
    let folder = TEMPLATES.get_dir(name).expect("its folder");
    let mut templates = BTreeMap::new();
    collect(folder, folder.path(), &mut templates);
    let manifest = folder.get_file(folder.path().join(read::MANIFEST)).and_then(File::contents_utf8);
    let manifest = manifest.expect("its manifest").to_owned();
    read::stack(Folder { name: name.to_owned(), manifest, templates })
        .unwrap_or_else(|problems| panic!("{}", words::stack_problem(&problems[0])))
}

/// By their paths below `root`, without `.j2`.
fn collect(folder: &Dir, root: &Path, templates: &mut BTreeMap<String, String>) {
    for file in folder.files().filter(|file| file.path().extension().is_some_and(|ending| ending == "j2")) {
        let name = file.path().strip_prefix(root).expect("it lies below").with_extension("");
        let text = file.contents_utf8().expect("text").to_owned();
        templates.insert(name.to_string_lossy().into_owned(), text);
    }
    folder.dirs().for_each(|folder| collect(folder, root, templates));
}

pub fn find(id: &str) -> Option<&'static Stack> {
    stack::find(all(), id)
}

pub fn first() -> &'static Stack {
    &all()[0]
}

/// All templates, those of a stack and those that all share.
#[cfg(feature = "bundle")]
pub fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    let shared = crate::templates::all_shared().iter().map(|template| (template.name, template.text));
    let own = all().iter().flat_map(|stack| stack.templates.own());
    shared.chain(own.map(|(name, template)| (name.as_str(), template.text.as_str())))
}
