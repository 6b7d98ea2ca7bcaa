//! `cargo xtask bench`: what has to be fast, and how fast it is.

mod command_line;
mod core;
mod growth;
mod page;

use crate::Result;

#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Part {
    CommandLine,
    Core,
    Page,
}

/// All are measured, whatever comes of the first. Each part on its own by its name.
pub fn bench(parts: &[Part]) -> Result {
    let parts = if parts.is_empty() { &[Part::CommandLine, Part::Core, Part::Page] } else { parts };
    let results = parts.iter().map(|part| match part {
        Part::CommandLine => command_line::bench(),
        Part::Core => core::bench(),
        Part::Page => page::bench(),
    });
    results.collect::<Vec<Result>>().into_iter().collect()
}
