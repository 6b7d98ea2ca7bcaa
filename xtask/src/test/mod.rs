//! `cargo xtask test`: every test there is, and one line at the end that counts them.

mod fourth;
mod tally;
mod wasm;

use crate::judges::{self, Bench};
use crate::{Result, page, paths, run, single_file};
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::time::Instant;
use tally::Tally;

pub fn test(args: &[String]) -> Result {
    if let Some(option) = args.iter().find(|arg| arg.starts_with('-')) {
        return Err(format!("expected the name of a test, found `{option}`"));
    }
    let mut session = Session { filter: args.to_vec(), bench: Bench::seat(None), tally: Tally::default() };
    session.count_missing_judges();
    session.run("host", |_| Ok(Some(cargo(&["test", "--workspace", "--features", "cli"]))));
    session.check("core, without any feature", &mut cargo(&["check", "--lib", "--no-default-features"]));
    session.run("wasm", wasm::command);
    if paths::root().join("tests/browser").exists() {
        session.run("browser", browser);
    }
    session.run("fourth stack", fourth::command);
    // The last line of all, whatever comes of it.
    println!("\n{}", session.tally);
    if session.tally.failed == 0 { Ok(()) } else { Err(String::new()) }
}

pub fn browser(_: &Bench) -> Result<Option<Command>> {
    let page = page::build()?;
    let mut command = cargo(&["test", "--features", "cli,browser-tests", "--test", "browser"]);
    command.env("BERTH_SINGLE_FILE", single_file::assemble(&page)?).env("BERTH_PAGE", page);
    Ok(Some(command))
}

fn cargo(args: &[&str]) -> Command {
    let mut command = run::cargo();
    command.args(args).current_dir(paths::root()).env("PATH", paths::search_path());
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

struct Session {
    filter: Vec<String>,
    bench: Bench,
    tally: Tally,
}

impl Session {
    /// On CI a missing judge fails by itself; its tests may have been the only ones to notice.
    fn count_missing_judges(&mut self) {
        if judges::all_must_sit() {
            self.tally.failed += self.bench.missing().len();
        }
    }

    /// Runs tests live and counts their results; no command means that they are skipped.
    fn run(&mut self, name: &str, command: impl FnOnce(&Bench) -> Result<Option<Command>>) {
        let started = heading(name);
        let counted = command(&self.bench).and_then(|command| {
            let Some(mut command) = command else { return Ok(Tally::one_skipped()) };
            self.bench.tell(&mut command);
            command.arg("--no-fail-fast").args(&self.filter);
            count(&mut command)
        });
        self.tally += counted.unwrap_or_else(|reason| {
            eprintln!("error: {reason}");
            Tally::one_failed()
        });
        println!("   {name}: {} s", started.elapsed().as_secs());
    }

    /// A command that passes or fails as a whole.
    fn check(&mut self, name: &str, command: &mut Command) {
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
