//! `cargo xtask mutants`: each promise of CONTRIBUTING is broken on purpose, and a test with its number must notice. All of
//! it happens in a copy of the project, `target/mutants/tree`, which keeps what it has built from one break to the next.

mod breaks;
mod copy;
mod deadline;
mod outcome;
mod run;

use crate::session::{Session, Tally};
use crate::{Result, paths, tested};
use breaks::{Break, HeldBy};
use copy::Copy;
use outcome::Outcome;
use run::Place;
use std::collections::BTreeSet;
use std::time::Instant;

/// The numbers of the promises.
pub const PROMISES: std::ops::RangeInclusive<u8> = 1..=30;

/// Each break is a test, of these promises; of all where none is named.
pub fn mutants(promises: &[u8], session: &Session) -> Result<Tally> {
    if !cfg!(unix) {
        println!("  skipped: a test that never ends can be ended on Unix only");
        return Ok(Tally::one_skipped());
    }
    let mut breaks = breaks::all();
    breaks.retain(|change| promises.is_empty() || promises.contains(&change.promise));
    let deadline = deadline::of_ci()?;
    if let Some(deadline) = deadline {
        // Where time is short, it is not always the last ones that are left out.
        let first = deadline.some_number_below(breaks.len());
        breaks.rotate_left(first);
    }
    let time_is_over = || deadline.is_some_and(|deadline| deadline.is_over());
    println!("  each promise is broken in a copy, and a test must notice: about 10 min for all");
    let started = Instant::now();
    let copy = Copy::make(&paths::root(), &paths::root().join("target/mutants"))?;
    let place = Place { copy, session };

    println!("\n── unbroken: what is to notice passes ──");
    let sound = if time_is_over() { BTreeSet::new() } else { sound(&place, &breaks) };
    println!("   {} s", started.elapsed().as_secs());

    println!("\n── broken ──");
    let mut tally = Tally::default();
    for (at, change) in breaks.iter().enumerate() {
        if time_is_over() {
            tally.skipped += breaks.len() - at;
            println!(
                "skipped: CI's time is over, with {} breaks not tried; others are first the next time",
                tally.skipped
            );
            break;
        }
        let began = Instant::now();
        let outcome = if sound.contains(&change.program()) {
            broken(&place, change)
        } else {
            Outcome::Invalid("its tests do not pass in the unbroken project".to_string())
        };
        let (promise, what) = (change.promise, &change.what);
        println!("G{promise:<3}{outcome}: {what} [{} s]", began.elapsed().as_secs());
        tally += match outcome {
            Outcome::Caught(_) => Tally::one_passed(),
            missed => Tally::one_failed(format!("G{promise}: {what}: {missed}")),
        };
    }
    Ok(tally)
}

/// The number of `G7` and the like.
pub fn promise(name: &str) -> Result<u8> {
    let number = name.strip_prefix(['G', 'g']).and_then(|digits| digits.parse().ok());
    let number = number.filter(|number| PROMISES.contains(number));
    number.ok_or_else(|| format!("expected a promise such as `G7`, found `{name}`"))
}

/// The programs whose tests pass where nothing is broken.
fn sound(place: &Place, breaks: &[Break]) -> BTreeSet<HeldBy> {
    let mut programs: BTreeSet<HeldBy> = breaks.iter().map(|change| change.program()).collect();
    let tested = tested::is_here();
    programs.retain(|program| {
        // They take the longest by far.
        if tested && *program == HeldBy::Judges {
            println!("   {}: passed, as this commit has passed `cargo xtask test`", program.name());
            return true;
        }
        let started = Instant::now();
        let found = run::run_first(place, program).and_then(|ended| ended.passed_where_sound());
        let words = found.as_ref().map_or_else(Clone::clone, |passed| format!("{passed} passed"));
        println!("   {}: {words} [{} s]", program.name(), started.elapsed().as_secs());
        found.is_ok()
    });
    programs
}

fn broken(place: &Place, change: &Break) -> Outcome {
    let Break { file, find, put, held_by, .. } = change;
    match place.copy.with(file, find, put, || run::run(place, change)) {
        Ok(Ok(ended)) => outcome::judge(&ended, held_by),
        Ok(Err(reason)) | Err(reason) => Outcome::Invalid(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_named_by_its_number() {
        assert_eq!((promise("G7"), promise("g12")), (Ok(7), Ok(12)));
        for wrong in ["7", "G0", "G31", "judges"] {
            assert_eq!(promise(wrong), Err(format!("expected a promise such as `G7`, found `{wrong}`")));
        }
    }
}
