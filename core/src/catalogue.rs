//! The stacks that ship, for tests of this crate: read from their folders, as the build script of the package `berth` reads
//! them. Their templates are listed here, where no disk is.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::stack::read::{self, Folder};
use crate::stack::{self, Stack};
use crate::words;

type Listed = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

static FOLDERS: &[Listed] = include!(concat!(env!("OUT_DIR"), "/stacks.rs"));

pub fn all() -> &'static [Stack] {
    static STACKS: OnceLock<Vec<Stack>> = OnceLock::new();
    STACKS.get_or_init(|| ["tamma", "campaign", "kyros"].map(read).into())
}

fn read(name: &str) -> Stack {
    let (_, manifest, templates) = FOLDERS.iter().find(|(id, ..)| *id == name).expect("its folder");
    let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    let templates: BTreeMap<_, _> = templates.iter().map(owned).collect();
    read::stack(Folder { name: name.to_owned(), manifest: (*manifest).to_owned(), templates })
        .unwrap_or_else(|problems| panic!("{}", words::stack_problem(&problems[0])))
}

pub fn find(id: &str) -> Option<&'static Stack> {
    stack::find(all(), id)
}

pub fn first() -> &'static Stack {
    &all()[0]
}

/// All templates, those of a stack and those that all share.
#[cfg(feature = "compose")]
pub fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    let shared = crate::templates::all_shared().iter().map(|template| (template.name, template.text));
    let own = all().iter().flat_map(|stack| stack.templates.own());
    shared.chain(own.map(|(name, template)| (name.as_str(), template.text.as_str())))
}
