//! `cargo xtask prove`: what a promise costs minutes to hold. Each part on its own by its name.

use crate::judges::Bench;
use crate::session::Session;
use crate::{Result, fuzz, mutants, real, run};
use std::process::Command;

#[derive(clap::Subcommand)]
pub enum Part {
    /// Each stack in each profile on a real Docker Engine, or Tamma on Podman
    Boot { names: Vec<String> },
    /// Ten thousand values of each kind, and every three choices together
    Judges { names: Vec<String> },
    /// Any text into each parser, a minute each
    Fuzz(fuzz::Wish),
    /// Each promise broken on purpose
    Mutants {
        #[arg(value_parser = mutants::promise)]
        promises: Vec<u8>,
    },
    /// The stacks' real programs, from their own sources or their published images
    Real(real::Options),
}

pub fn prove(part: Option<Part>) -> Result {
    let session = match part {
        None => all(),
        // Needs more than this project: it is no part of the whole.
        Some(Part::Real(options)) => return real::real(&options),
        Some(Part::Boot { names }) => {
            let command = boot(&names);
            let mut session = Session::open(names);
            session.run("boot", |_| Ok(Some(command)));
            session
        }
        Some(Part::Judges { names }) => {
            let mut session = Session::open(names);
            session.run("judges", |_| Ok(Some(judges())));
            session
        }
        Some(Part::Fuzz(wish)) => {
            let mut session = Session::open(Vec::new());
            session.part("fuzz", |_| fuzz::fuzz(&wish));
            session
        }
        Some(Part::Mutants { promises }) => {
            let mut session = Session::open(Vec::new());
            session.part("mutants", |session| mutants::mutants(&promises, session));
            session
        }
    };
    session.close()
}

fn all() -> Session {
    let mut session = Session::open(Vec::new());
    // It waits for probes most of the time.
    let beside = session.start("boot", boot(&[]));
    give_way();
    session.run("judges", |_| Ok(Some(judges())));
    session.part("fuzz", |_| fuzz::fuzz(&fuzz::Wish::default()));
    session.part("mutants", |session| mutants::mutants(&[], session));
    if let Some(beside) = beside {
        session.finish(beside);
    }
    session
}

/// What is started from now on leaves the processors to what was started before, which must be healthy in time.
fn give_way() {
    let _ = Command::new("renice").args(["-n", "10", "-p", &std::process::id().to_string()]).output();
}

/// The judges' tests that take thousands of values or bundles.
fn judges() -> Command {
    run::step("judges, at length", "ten thousand values of each kind, and every choice", "about 5 min");
    let mut command = run::cargo(&["test", "--features", "cli", "--test", "judges"]);
    command.env("BERTH_LENGTH", "full");
    command
}

/// Every bundle that can be stood in for, on a real engine.
fn boot(names: &[String]) -> Command {
    run::step("boot", "each stack and profile on a real engine", "about 8 min");
    let mut command = run::cargo(&["test", "--features", "cli", "--test", "boot"]);
    if names.iter().any(|name| name == "podman") {
        Bench::seat(Some(&["podman"])).tell(&mut command);
    }
    command
}
