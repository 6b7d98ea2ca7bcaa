//! `cargo xtask mutants`: each promise of CONTRIBUTING is broken on purpose, and a test with its number must notice. All of
//! it happens in a copy of the project, `target/mutants/tree`, which keeps what it has built from one break to the next.

mod breaks;
mod copy;
mod outcome;
mod run;

use crate::judges::Bench;
use crate::session::Scratch;
use crate::{Result, paths};
use breaks::{Break, HeldBy};
use copy::Copy;
use outcome::Outcome;
use run::Place;
use std::collections::BTreeSet;
use std::time::Instant;

/// The numbers of the promises.
pub const PROMISES: std::ops::RangeInclusive<u8> = 1..=30;

pub fn mutants(args: &[String]) -> Result {
    if !cfg!(unix) {
        println!("  skipped: a test that never ends can be ended on Unix only");
        return Ok(());
    }
    let wanted = wanted(args)?;
    let mut breaks = breaks::all();
    breaks.retain(|change| wanted.contains(&change.promise));
    let started = Instant::now();
    let copy = Copy::make(&paths::root(), &paths::root().join("target/mutants"))?;
    let place = Place { copy, bench: Bench::seat(None), scratch: Scratch::make() };

    println!("\n── unbroken: what is to notice passes ──");
    let sound = sound(&place, &breaks);
    println!("   {} s", started.elapsed().as_secs());

    println!("\n── broken ──");
    let (mut caught, mut missed) = (0, Vec::new());
    for change in &breaks {
        let began = Instant::now();
        let outcome = if sound.contains(&change.check().program()) {
            broken(&place, change)
        } else {
            Outcome::Invalid("its tests do not pass in the unbroken project".to_string())
        };
        println!("G{:<3}{outcome}: {} [{} s]", change.promise, change.what, began.elapsed().as_secs());
        if let Outcome::Caught(_) = outcome {
            caught += 1;
        } else {
            missed.push(format!("G{}: {}: {outcome}", change.promise, change.what));
        }
    }
    println!("   {} s in all", started.elapsed().as_secs());
    for what in &missed {
        println!("test {what} ... FAILED");
    }
    let verdict = if missed.is_empty() { "ok" } else { "FAILED" };
    println!("\ntest result: {verdict}. {caught} passed; {} failed; 0 ignored", missed.len());
    if missed.is_empty() { Ok(()) } else { Err(String::new()) }
}

/// `G7` and the like; all of them where none is named.
fn wanted(args: &[String]) -> Result<BTreeSet<u8>> {
    // What a session tells Cargo is said to every part of `prove`.
    let mut names = args.iter().filter(|arg| *arg != "--no-fail-fast").peekable();
    if names.peek().is_none() {
        return Ok(PROMISES.collect());
    }
    let number = |name: &String| {
        let number = name.strip_prefix(['G', 'g']).and_then(|digits| digits.parse().ok());
        number
            .filter(|number| PROMISES.contains(number))
            .ok_or_else(|| format!("expected a promise such as `G7`, found `{name}`"))
    };
    names.map(number).collect()
}

/// The programs whose tests pass where nothing is broken.
fn sound(place: &Place, breaks: &[Break]) -> BTreeSet<HeldBy> {
    let programs: BTreeSet<HeldBy> = breaks.iter().map(|change| change.check().program()).collect();
    let passes = |program: &HeldBy| {
        let started = Instant::now();
        let found = match run::run_first(place, program) {
            Ok(ended) if ended.is_sound() => Ok(ended.passed.max(1)),
            Ok(ended) => Err(ended.why_not_sound()),
            Err(reason) => Err(reason),
        };
        let words = found.as_ref().map_or_else(Clone::clone, |passed| format!("{passed} passed"));
        println!("   {}: {words} [{} s]", program.name(), started.elapsed().as_secs());
        found.is_ok()
    };
    programs.into_iter().filter(passes).collect()
}

fn broken(place: &Place, change: &Break) -> Outcome {
    let ended = place
        .copy
        .with(&change.file, &change.find, &change.put, || run::run(place, &change.check()))
        .and_then(std::convert::identity);
    match ended {
        Ok(ended) => outcome::judge(&ended, &change.held_by),
        Err(reason) => Outcome::Invalid(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_named_by_its_number() {
        let numbers = |names: &[&str]| wanted(&names.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(numbers(&["G7", "g12"]), Ok(BTreeSet::from([7, 12])));
        assert_eq!(numbers(&["--no-fail-fast"]).unwrap().len(), 30);
        for wrong in ["7", "G0", "G31", "judges"] {
            assert_eq!(numbers(&[wrong]), Err(format!("expected a promise such as `G7`, found `{wrong}`")));
        }
    }
}
