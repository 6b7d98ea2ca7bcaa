//! `cargo xtask bench`: what has to be fast, and how fast it is.

mod command_line;
mod core;
mod core_program;
mod growth;
mod page;

use crate::Result;

type Part = (&'static str, fn() -> Result);

const PARTS: [Part; 3] =
    [("command-line", command_line::bench), ("core", core::bench), ("page", page::bench)];

/// All are measured, whatever comes of the first. Each part on its own by its name.
pub fn bench(args: &[String]) -> Result {
    let names = PARTS.map(|(name, _)| name);
    if let Some(other) = args.iter().find(|arg| !names.contains(&arg.as_str())) {
        return Err(format!("expected one of {}, found `{other}`", names.join(", ")));
    }
    let wanted = PARTS.iter().filter(|(name, _)| args.is_empty() || args.iter().any(|arg| arg == name));
    let results: Vec<Result> = wanted.map(|(_, bench)| bench()).collect();
    results.into_iter().collect()
}
