//! `cargo xtask bench`: what has to be fast, and how fast it is.

mod command_line;
mod page;

use crate::Result;

/// Both are measured, whatever comes of the first.
pub fn bench() -> Result {
    let (command_line, page) = (command_line::bench(), page::bench());
    command_line.and(page)
}
