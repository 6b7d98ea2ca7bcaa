//! A run of tests: each part live, its results counted, and one line at the end that says how many.

mod beside;
mod scratch;
mod tally;

use crate::judges::{self, Bench};
use crate::{Result, run};
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

pub use beside::Beside;
pub use scratch::Scratch;
pub use tally::Tally;

pub struct Session {
    filter: Vec<String>,
    pub bench: Bench,
    pub scratch: Option<Scratch>,
    tally: Tally,
}

impl Session {
    /// Takes those tests alone whose names hold one of these words, where there are any.
    pub fn open(filter: Vec<String>) -> Self {
        Self::open_with(filter, None)
    }

    /// The same with these judges alone, where they are named.
    pub fn open_with(filter: Vec<String>, judges: Option<&[&str]>) -> Self {
        let bench = Bench::seat(judges);
        let mut session = Self { filter, bench, scratch: Scratch::make(), tally: Tally::default() };
        // On CI a missing judge fails by itself; its tests may have been the only ones to notice.
        if judges::all_must_sit() {
            for judge in session.bench.missing() {
                session.tally += Tally::one_failed(format!("{} is missing", judge.name));
            }
        }
        session
    }

    /// What these tests throw away is more than memory holds.
    pub fn on_the_disk(mut self) -> Self {
        self.scratch = None;
        self
    }

    /// The last line of all, whatever comes of it.
    pub fn close(self) -> Result {
        println!();
        self.tally.failures.iter().for_each(|name| println!("failed: {name}"));
        println!("{}", self.tally);
        if self.tally.is_empty() {
            return Err(format!("expected a word of a test's name, found `{}`", self.filter.join(" ")));
        }
        if self.tally.failed == 0 { Ok(()) } else { Err(String::new()) }
    }

    /// Every test there is has run, and passed.
    pub fn passed_whole(&self) -> bool {
        self.filter.is_empty() && self.tally.failed == 0 && self.tally.skipped == 0
    }

    /// One part, whatever comes of it.
    pub fn part(&mut self, name: &str, tests: impl FnOnce(&Self) -> Result<Tally>) {
        self.part_since(Instant::now(), name, tests);
    }

    fn part_since(&mut self, started: Instant, name: &str, tests: impl FnOnce(&Self) -> Result<Tally>) {
        println!("\n── {name} ──");
        match tests(self) {
            Ok(mut tally) => {
                tally.failures.iter_mut().for_each(|test| *test = format!("{name}: {test}"));
                self.tally += tally;
            }
            Err(reason) => self.fail(name, &reason),
        }
        println!("   {name}: {} s", started.elapsed().as_secs());
    }

    fn fail(&mut self, name: &str, reason: &str) {
        eprintln!("error: {reason}");
        self.tally += Tally::one_failed(name);
    }

    /// Runs tests live and counts their results; no command means that they are skipped.
    pub fn run(&mut self, name: &str, command: impl FnOnce(&Bench) -> Result<Option<Command>>) {
        self.part(name, |session| match command(&session.bench)? {
            Some(mut command) => count(session.told(&mut command)),
            None => Ok(Tally::one_skipped()),
        });
    }

    fn told<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        self.bench.tell(command);
        if let Some(scratch) = &self.scratch {
            scratch.tell(command);
        }
        // It is no terminal that the tests write to.
        if std::io::stdout().is_terminal() {
            command.env("CARGO_TERM_COLOR", "always");
        }
        command.arg("--no-fail-fast").args(&self.filter)
    }

    /// Starts tests that wait most of the time, beside those that are run next.
    pub fn start(&mut self, name: &'static str, mut command: Command) -> Option<Beside> {
        let running = Beside::start(name, self.told(&mut command));
        running.map_err(|reason| self.fail(name, &reason)).ok()
    }

    /// Waits for them, says what they said, and counts their results.
    pub fn finish(&mut self, beside: Beside) {
        self.part_since(beside.started, beside.name, |_| beside.finish());
    }

    /// One test, by this name.
    pub fn examine(&mut self, name: &str, test: impl FnOnce() -> Result<Tally>) {
        if self.filter.is_empty() || self.filter.iter().any(|word| name.contains(word.as_str())) {
            self.part(name, |_| test());
        }
    }

    /// A command that passes or fails as a whole.
    pub fn check(&mut self, name: &str, command: &mut Command) {
        self.part(name, |_| run::live(command).map(|()| Tally::one_passed()));
    }
}

fn count(command: &mut Command) -> Result<Tally> {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = child.map_err(|e| format!("cargo did not start: {e}"))?;
    let said = child.stdout.take().expect("piped");
    counted(said, || child.wait())
}

/// Passes the output on as it comes, and reads the results in it. On CI it leaves out each test that passed.
fn counted(said: impl Read, end: impl FnOnce() -> std::io::Result<ExitStatus>) -> Result<Tally> {
    let brief = judges::all_must_sit();
    let mut tally = Tally::default();
    let mut out = std::io::stdout().lock();
    for line in BufReader::new(said).split(b'\n') {
        let line = line.map_err(|e| e.to_string())?;
        let passed = tally.read(&String::from_utf8_lossy(&line));
        if !(brief && passed) {
            out.write_all(&line).and_then(|()| out.write_all(b"\n")).map_err(|e| e.to_string())?;
        }
    }
    let status = end().map_err(|e| e.to_string())?;
    // What did not compile, or died before its result, is a failure too.
    if !status.success() && tally.failed == 0 {
        tally += Tally::one_failed("it ended without a result");
    }
    Ok(tally)
}
