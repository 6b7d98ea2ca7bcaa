//! What plan, render and zip cost: for every stack that ships, and for one that grows. `cargo xtask bench` runs this as it is
//! released.

// The build script's own reader makes the stack that grows.
#[path = "../../build/check.rs"]
#[allow(dead_code, reason = "the build script compares several stacks")]
mod check;
mod growing;
mod growth;
#[path = "../../build/lower.rs"]
mod lower;
#[path = "../../build/manifest.rs"]
mod manifest;
mod phases;
mod shipped;
#[path = "../../build/short.rs"]
mod short;
#[path = "../../build/source.rs"]
mod source;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::process::ExitCode;

use berth::{stack, yaml};

fn main() -> ExitCode {
    // `--count SERVICES TIMES`
    let words: Vec<String> = std::env::args().collect();
    if let Some(at) = words.iter().position(|word| word == "--count") {
        let number = |at: usize| words.get(at).and_then(|word| word.parse().ok()).expect("a number");
        growth::counted(number(at + 1), number(at + 2));
        return ExitCode::SUCCESS;
    }
    let too_slow = shipped::measure();
    growth::measure();
    for what in &too_slow {
        eprintln!("too slow: {what}");
    }
    if too_slow.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
