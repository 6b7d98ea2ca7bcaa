//! The stacks that ship, in their order.

use crate::stack::{self, Stack};

/// The build script wrote them, as Rust.
#[allow(clippy::unreadable_literal)] // by a program, for a program
static STACKS: &[Stack] = include!(concat!(env!("OUT_DIR"), "/stacks.rs"));

pub fn all() -> &'static [Stack] {
    STACKS
}

/// By its name, or by one that it had before.
pub fn find(id: &str) -> Option<&'static Stack> {
    STACKS.iter().find(|stack| stack.id == id || stack.formerly.contains(&id))
}

/// The one that is chosen when nothing is said.
pub fn first() -> &'static Stack {
    &STACKS[0]
}
