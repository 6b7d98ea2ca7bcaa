//! Runs the tests of one promise in the copy, and reads what they say.

use super::breaks::{Break, HeldBy};
use super::copy::Copy;
use crate::session::{Session, Tally};
use crate::{Result, mirror, page, run};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// Far more than any of it takes. What goes on for longer goes on for ever.
const PATIENCE: Duration = Duration::from_secs(900);
/// The first run of each program builds it.
const FIRST: Duration = Duration::from_secs(3600);

/// Where tests run, and with what.
pub struct Place<'a> {
    pub copy: Copy,
    pub session: &'a Session,
}

impl Break {
    /// What must pass where nothing is broken: every judge has its part in that, and a build says its words once it is broken.
    pub fn program(&self) -> HeldBy {
        match &self.held_by {
            HeldBy::Build(_) => HeldBy::Build(String::new()),
            HeldBy::Judge(_) => HeldBy::Judges,
            held_by => held_by.clone(),
        }
    }

    /// What the names of its tests hold, and no others' do.
    fn filter(&self) -> String {
        let number = self.promise;
        match &self.held_by {
            HeldBy::Build(_) => String::new(),
            HeldBy::Lib | HeldBy::Core | HeldBy::Test(_) => format!("g{number}_"),
            // `G1` is the beginning of ten others.
            HeldBy::Judges if number < 3 => format!("G{number}:"),
            HeldBy::Judges => format!("G{number}"),
            HeldBy::Judge(words) | HeldBy::Browser(words) => words.clone(),
        }
    }
}

/// What the tests came to.
#[derive(Debug, Default)]
pub struct Ended {
    pub success: bool,
    /// How many programs told their result.
    pub results: usize,
    pub tally: Tally,
    pub errors: String,
}

impl Ended {
    pub fn read(output: &str, errors: &str, success: bool) -> Self {
        let mut ended = Self { success, errors: errors.to_string(), ..Self::default() };
        for line in output.lines() {
            ended.tally.read(line);
            ended.results += usize::from(line.starts_with("test result: "));
        }
        ended
    }

    /// How many tests passed where nothing is broken; a build is one.
    pub fn passed_where_sound(&self) -> Result<usize> {
        match self.tally.failures.first() {
            Some(failure) => Err(format!("`{failure}` fails")),
            None if !self.success => Err(format!("it does not build\n{}", self.errors)),
            None if self.results == 0 => Ok(1),
            None if self.tally.passed == 0 => Err("it has no test that can run here".to_string()),
            None => Ok(self.tally.passed),
        }
    }
}

/// The tests of one program, whatever their promise, before anything is broken.
pub fn run_first(place: &Place, held_by: &HeldBy) -> Result<Ended> {
    let filter = match held_by {
        // Half of what they judge is no promise.
        HeldBy::Judges => "G",
        HeldBy::Browser(sentence) => sentence,
        _ => "",
    };
    run_within(FIRST, place, held_by, filter)
}

/// The tests that are to notice this break.
pub fn run(place: &Place, change: &Break) -> Result<Ended> {
    run_within(PATIENCE, place, &change.held_by, &change.filter())
}

fn run_within(patience: Duration, place: &Place, held_by: &HeldBy, filter: &str) -> Result<Ended> {
    let Place { copy, session } = place;
    let mut command = run::cargo(&[]);
    mirror::at_home(&mut command, copy.tree()).env("CARGO_TERM_COLOR", "never");
    match held_by {
        HeldBy::Build(_) => {
            command.args(["check", "--features", "cli", "--lib"]);
            return ended(patience, &mut command);
        }
        HeldBy::Lib => command.args(["test", "--features", "cli", "--lib"]),
        HeldBy::Core => command.args(["test", "-p", "berth-core", "--features", "read", "--lib"]),
        HeldBy::Test(name) => command.args(["test", "--features", "cli", "--test", name]),
        HeldBy::Judges | HeldBy::Judge(_) => {
            command.args(["test", "--features", "cli", "--test", "judges"]);
            command.env("BERTH_LENGTH", "brief").env("BERTH_ENOUGH", "one-failure")
        }
        HeldBy::Browser(_) => {
            command.args(["test", "--features", "cli", "--test", "browser"]);
            command.env("BERTH_PAGE", page(patience, copy)?)
        }
    };
    session.bench.tell(&mut command);
    if let Some(scratch) = &session.scratch {
        scratch.tell(&mut command);
    }
    command.args(["--", filter]);
    ended(patience, &mut command)
}

/// The page as it is for development: what it does with a secret is the same.
fn page(patience: Duration, copy: &Copy) -> Result<PathBuf> {
    let page = copy.tree().with_file_name("page");
    let mut trunk = page::trunk()?;
    trunk.args(["build", "--dist"]).arg(&page);
    let ended = ended(patience, mirror::at_home(&mut trunk, copy.tree()))?;
    if ended.success { Ok(page) } else { Err(format!("the page does not build: {}", ended.errors)) }
}

/// In a group of its own, so that what Cargo has started ends with it.
fn ended(patience: Duration, command: &mut Command) -> Result<Ended> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let child = child.map_err(|error| format!("cargo did not start: {error}"))?;
    let group = format!("-{}", child.id());
    let (done, awaited) = channel::<()>();
    let too_long = thread::spawn(move || {
        let too_long = awaited.recv_timeout(patience) == Err(RecvTimeoutError::Timeout);
        if too_long {
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        }
        too_long
    });
    let out = child.wait_with_output().map_err(|error| error.to_string())?;
    drop(done);
    if too_long.join().unwrap_or_default() {
        return Err(format!("it was not done within {} s", patience.as_secs()));
    }
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(Ended::read(&text(&out.stdout), &text(&out.stderr), out.status.success()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_programs_say_is_added_up() {
        let output = "test a::g7_b ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored\n\
                      test [compose] G7: c ... FAILED\ntest result: FAILED. 4 passed; 1 failed; 0 ignored\n";
        let ended = Ended::read(output, "", false);
        assert_eq!((ended.results, ended.tally.passed), (2, 5));
        assert_eq!(ended.tally.failures, ["[compose] G7: c"]);
    }

    #[test]
    fn what_did_not_run_is_not_sound() {
        let sound = |output: &str, success| Ended::read(output, "", success).passed_where_sound().is_ok();
        assert!(sound("test result: ok. 1 passed; 0 failed; 0 ignored", true));
        assert!(!sound("test result: ok. 0 passed; 0 failed; 2 ignored", true));
        assert!(!sound("test a ... FAILED\ntest result: FAILED. 1 passed; 1 failed", false));
        assert!(!sound("", false));
    }
}
