//! What plan, render and zip cost: for every stack that ships, and for one that grows. `cargo xtask bench` runs this as it is
//! released.

mod growing;
mod growth;
mod phases;
mod shipped;

use std::process::ExitCode;

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
