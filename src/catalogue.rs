//! The stacks that ship, in their order.

use std::sync::OnceLock;

use crate::stack::Stack;

static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stacks.postcard"));

pub fn all() -> &'static [Stack] {
    static STACKS: OnceLock<Vec<Stack>> = OnceLock::new();
    STACKS.get_or_init(|| postcard::from_bytes(EMBEDDED).expect("the build script wrote these stacks"))
}

pub fn find(id: &str) -> Option<&'static Stack> {
    all().iter().find(|stack| stack.id == id)
}

/// The one that is chosen when nothing is said.
pub fn first() -> &'static Stack {
    &all()[0]
}
