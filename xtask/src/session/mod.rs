//! A run of tests: each part live, its results counted, and one line at the end that says how many.

mod beside;
mod scratch;
mod tally;

use crate::judges::{self, Bench};
use crate::{Result, paths, run};
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

pub use beside::Beside;
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
}

impl Session {
    /// Takes those tests alone whose names hold one of these words, where there are any.
    pub fn open(filter: &[String]) -> Result<Self> {
        if let Some(option) = filter.iter().find(|word| word.starts_with('-')) {
            return Err(format!("expected a name, found `{option}`"));
        }
        let mut session = Self {
            filter: filter.to_vec(),
            bench: Bench::seat(None),
            scratch: Scratch::make(),
            tally: Tally::default(),
        };
        session.count_missing_judges();
        Ok(session)
    }

    /// The last line of all, whatever comes of it.
    pub fn close(self) -> Result {
        println!("\n{}", self.tally);
        if self.tally.failed == 0 { Ok(()) } else { Err(String::new()) }
    }

    /// On CI a missing judge fails by itself; its tests may have been the only ones to notice.
    fn count_missing_judges(&mut self) {
        if judges::all_must_sit() {
            self.tally.failed += self.bench.missing().len();
        }
    }

    /// Runs tests live and counts their results; no command means that they are skipped.
    pub fn run(&mut self, name: &str, command: impl FnOnce(&Bench) -> Result<Option<Command>>) {
        let started = heading(name);
        let counted = command(&self.bench).and_then(|command| {
            let Some(mut command) = command else { return Ok(Tally::one_skipped()) };
            self.tell(&mut command);
            count(&mut command)
        });
        self.tally += counted.unwrap_or_else(|reason| {
            eprintln!("error: {reason}");
            Tally::one_failed()
        });
        println!("   {name}: {} s", started.elapsed().as_secs());
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
            eprintln!("error: {reason}");
            self.tally += Tally::one_failed();
            None
        })
    }

    /// Waits for them, says what they said, and counts their results.
    pub fn finish(&mut self, beside: Beside) {
        heading(beside.name);
        let started = beside.started;
        let name = beside.name;
        self.tally += beside.finish().unwrap_or_else(|reason| {
            eprintln!("error: {reason}");
            Tally::one_failed()
        });
        println!("   {name}: {} s", started.elapsed().as_secs());
    }

    /// A command that passes or fails as a whole.
    pub fn check(&mut self, name: &str, command: &mut Command) {
        let started = heading(name);
        self.tally += match run::live(command) {
            Ok(()) => Tally::one_passed(),
            Err(reason) => {
                eprintln!("error: {reason}");
                Tally::one_failed()
            }
        };
        println!("   {name}: {} s", started.elapsed().as_secs());
    }
}

fn heading(name: &str) -> Instant {
    println!("\n── {name} ──");
    Instant::now()
}

/// Passes the output on as it comes, and reads the results in it.
fn count(command: &mut Command) -> Result<Tally> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("cargo did not start: {e}"))?;
    let mut tally = Tally::default();
    let mut out = std::io::stdout().lock();
    for line in BufReader::new(child.stdout.take().expect("piped")).split(b'\n') {
        let line = line.map_err(|e| e.to_string())?;
        tally.read(&String::from_utf8_lossy(&line));
        out.write_all(&line).and_then(|()| out.write_all(b"\n")).map_err(|e| e.to_string())?;
    }
    let status = child.wait().map_err(|e| e.to_string())?;
    // What did not compile, or died before its result, is a failure too.
    if !status.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}
