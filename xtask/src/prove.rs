//! `cargo xtask prove`: what a promise costs minutes to hold. Each part on its own by its name.

use crate::judges::Bench;
use crate::session::{Session, cargo};
use crate::{Result, paths, real, run};
use std::process::Command;

/// What a part runs; none where it can't be had here.
type Part = fn(&Bench) -> Result<Option<Command>>;

const PARTS: &[(&str, Part)] = &[("boot", boot), ("judges", judges), ("fuzz", fuzz), ("mutants", mutants)];

pub fn prove(args: &[String]) -> Result {
    // Needs more than this project: it is no part of the whole.
    if let Some(("real", rest)) = args.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return real::real(rest);
    }
    let names: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
    let (wanted, filter) = match args.split_first() {
        Some((first, filter)) if names.contains(&first.as_str()) => (Some(first.as_str()), filter),
        Some((other, _)) => {
            return Err(format!("expected one of {}, real, found `{other}`", names.join(", ")));
        }
        None => (None, &[][..]),
    };
    let mut session = Session::open(filter)?;
    let is_wanted = |name: &str| wanted.is_none_or(|wanted| wanted == name);
    let (first, rest) = PARTS.split_first().expect("there are parts");
    // It waits for probes most of the time.
    let beside = if wanted.is_none() { session.start(first.0, first.1) } else { None };
    if beside.is_some() {
        give_way();
    }
    let alone = beside.is_none().then_some(first);
    for (name, part) in alone.into_iter().chain(rest).filter(|(name, _)| is_wanted(name)) {
        session.run(name, part);
    }
    if let Some(beside) = beside {
        session.finish(beside);
    }
    session.close()
}

/// What is started from now on leaves the processors to what was started before, which must be healthy in time.
fn give_way() {
    let _ = Command::new("renice").args(["-n", "10", "-p", &std::process::id().to_string()]).output();
}

/// Each target for a minute. A program of ours, as tests are of Cargo's, so that its results are counted as theirs.
fn fuzz(_: &Bench) -> Result<Option<Command>> {
    run::step("fuzzing", "any text into each parser, guided by what it reaches", "about 4 min");
    let ours = std::env::current_exe().map_err(|e| e.to_string())?;
    let mut command = Command::new(ours);
    command.arg("fuzz").current_dir(paths::root());
    Ok(Some(command))
}

/// The judges' tests that take thousands of values or bundles.
fn judges(_: &Bench) -> Result<Option<Command>> {
    run::step("judges, at length", "ten thousand values of each kind, and every choice", "about 5 min");
    let mut command = cargo(&["test", "--features", "cli", "--test", "judges"]);
    command.env("BERTH_LENGTH", "full");
    Ok(Some(command))
}

/// Every bundle that can be stood in for, on a real engine.
fn boot(_: &Bench) -> Result<Option<Command>> {
    run::step("boot", "each stack and profile on a real engine", "about 8 min");
    let mut command = cargo(&["test", "--features", "cli", "--test", "boot"]);
    if std::env::args().any(|word| word == "podman") {
        Bench::seat(Some(&["podman"])).tell(&mut command);
    }
    Ok(Some(command))
}

/// Each promise, broken on purpose: `cargo xtask mutants` by itself.
fn mutants(_: &Bench) -> Result<Option<Command>> {
    run::step("mutants", "each promise is broken in a copy, and a test must notice", "about 10 min");
    let mut command = Command::new(std::env::current_exe().map_err(|error| error.to_string())?);
    command.arg("mutants");
    Ok(Some(command))
}
