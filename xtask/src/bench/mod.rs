//! `cargo xtask bench`: what has to be fast, and how fast it is.

mod command_line;
mod core;
mod growth;
mod page;

use crate::Result;

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    CommandLine,
    Core,
    Page,
}

#[derive(clap::Args)]
pub struct Wish {
    parts: Vec<Part>,
    #[command(flatten)]
    page: page::Options,
}

/// All are measured, whatever comes of the first. Each part on its own by its name.
pub fn bench(wish: &Wish) -> Result {
    let all = [Part::CommandLine, Part::Core, Part::Page];
    let parts = if wish.parts.is_empty() { &all[..] } else { &wish.parts };
    let of_the_page = wish.page.arguments()?;
    if !of_the_page.is_empty() && !parts.contains(&Part::Page) {
        return Err("`--beside`, `--rounds` and `--film` are for `cargo xtask bench page`".to_string());
    }
    let results = parts.iter().map(|part| match part {
        Part::CommandLine => command_line::bench(),
        Part::Core => core::bench(),
        Part::Page => page::bench(&of_the_page),
    });
    results.collect::<Vec<Result>>().into_iter().collect()
}
