//! A run of tests: each part live, its results counted, and one line at the end that says how many.

mod beside;
mod lines;
mod scratch;
mod tally;

use crate::judges::{self, Bench};
use crate::{Result, paths, run};
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

pub use beside::Beside;
pub use lines::Lines;
pub use scratch::Scratch;
pub use tally::Tally;

/// Cargo with the workspace's tests before it.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = run::cargo();
    command.args(args).current_dir(paths::root()).env("PATH", paths::search_path());
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

pub struct Session {
    filter: Vec<String>,
    bench: Bench,
    scratch: Option<Scratch>,
    tally: Tally,
    failed: Vec<String>,
}

impl Session {
    /// Takes those tests alone whose names hold one of these words, where there are any.
    pub fn open(filter: &[String]) -> Result<Self> {
        Self::open_with(filter, None)
    }

    /// The same with these judges alone, where they are named.
    pub fn open_with(filter: &[String], judges: Option<&[&str]>) -> Result<Self> {
        if let Some(option) = filter.iter().find(|word| word.starts_with('-')) {
            return Err(format!("expected a name, found `{option}`"));
        }
        let mut session = Self {
            filter: filter.to_vec(),
            bench: Bench::seat(judges),
            scratch: Scratch::make(),
            tally: Tally::default(),
            failed: Vec::new(),
        };
        session.count_missing_judges();
        Ok(session)
    }

    /// What these tests throw away is more than memory holds.
    pub fn on_the_disk(mut self) -> Self {
        self.scratch = None;
        self
    }

    /// The last line of all, whatever comes of it.
    pub fn close(self) -> Result {
        println!();
        self.failed.iter().for_each(|name| println!("failed: {name}"));
        println!("{}", self.tally);
        if self.tally.is_empty() {
            return Err(format!("expected a word of a test's name, found `{}`", self.filter.join(" ")));
        }
        if self.tally.failed == 0 { Ok(()) } else { Err(String::new()) }
    }

    /// On CI a missing judge fails by itself; its tests may have been the only ones to notice.
    fn count_missing_judges(&mut self) {
        if judges::all_must_sit() {
            let missing = self.bench.missing();
            self.tally.failed += missing.len();
            self.failed.extend(missing.iter().map(|judge| format!("{} is missing", judge.name)));
        }
    }

    /// Runs tests live and counts their results; no command means that they are skipped.
    pub fn run(&mut self, name: &str, command: impl FnOnce(&Bench) -> Result<Option<Command>>) {
        let started = heading(name);
        let counted = command(&self.bench).and_then(|command| {
            let Some(mut command) = command else {
                return Ok(Lines { tally: Tally::one_skipped(), ..Lines::default() });
            };
            self.tell(&mut command);
            count(&mut command)
        });
        self.take(name, counted);
        println!("   {name}: {} s", started.elapsed().as_secs());
    }

    fn take(&mut self, name: &str, counted: Result<Lines>) {
        match counted {
            Ok(lines) => {
                self.tally += lines.tally;
                self.failed.extend(lines.failed.iter().map(|test| format!("{name}: {test}")));
            }
            Err(reason) => self.fail(name, &reason),
        }
    }

    fn fail(&mut self, name: &str, reason: &str) {
        eprintln!("error: {reason}");
        self.tally += Tally::one_failed();
        self.failed.push(name.to_string());
    }

    fn tell(&self, command: &mut Command) {
        self.bench.tell(command);
        if let Some(scratch) = &self.scratch {
            scratch.tell(command);
        }
        command.arg("--no-fail-fast").args(&self.filter);
    }

    /// Starts tests that wait most of the time, beside those that are run next; no command means that they are skipped.
    pub fn start(
        &mut self,
        name: &'static str,
        command: impl FnOnce(&Bench) -> Result<Option<Command>>,
    ) -> Option<Beside> {
        let started = Instant::now();
        let running = command(&self.bench).and_then(|command| {
            let Some(mut command) = command else { return Ok(None) };
            self.tell(&mut command);
            Beside::start(name, &mut command, started).map(Some)
        });
        running.unwrap_or_else(|reason| {
            self.fail(name, &reason);
            None
        })
    }

    /// Waits for them, says what they said, and counts their results.
    pub fn finish(&mut self, beside: Beside) {
        heading(beside.name);
        let started = beside.started;
        let name = beside.name;
        self.take(name, beside.finish());
        println!("   {name}: {} s", started.elapsed().as_secs());
    }

    /// One test, by this name.
    pub fn examine(&mut self, name: &str, test: impl FnOnce() -> Result<Tally>) {
        if self.filter.is_empty() || self.filter.iter().any(|word| name.contains(word.as_str())) {
            self.judge(name, test);
        }
    }

    /// A command that passes or fails as a whole.
    pub fn check(&mut self, name: &str, command: &mut Command) {
        self.judge(name, || run::live(command).map(|()| Tally::one_passed()));
    }

    fn judge(&mut self, name: &str, test: impl FnOnce() -> Result<Tally>) {
        let started = heading(name);
        match test() {
            Ok(tally) => self.tally += tally,
            Err(reason) => self.fail(name, &reason),
        }
        println!("   {name}: {} s", started.elapsed().as_secs());
    }
}

fn heading(name: &str) -> Instant {
    println!("\n── {name} ──");
    Instant::now()
}

fn count(command: &mut Command) -> Result<Lines> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("cargo did not start: {e}"))?;
    let said = child.stdout.take().expect("piped");
    counted(said, || child.wait())
}

/// Passes the output on as it comes, and reads the results in it. On CI it leaves out each test that passed.
fn counted(said: impl Read, end: impl FnOnce() -> std::io::Result<ExitStatus>) -> Result<Lines> {
    let brief = judges::all_must_sit();
    let mut lines = Lines::default();
    let mut out = std::io::stdout().lock();
    for line in BufReader::new(said).split(b'\n') {
        let line = line.map_err(|e| e.to_string())?;
        let passed = lines.read(&String::from_utf8_lossy(&line));
        if !(brief && passed) {
            out.write_all(&line).and_then(|()| out.write_all(b"\n")).map_err(|e| e.to_string())?;
        }
    }
    let status = end().map_err(|e| e.to_string())?;
    // What did not compile, or died before its result, is a failure too.
    if !status.success() && lines.tally.failed == 0 {
        lines.tally.failed = 1;
        lines.failed.push("it ended without a result".to_string());
    }
    Ok(lines)
}
