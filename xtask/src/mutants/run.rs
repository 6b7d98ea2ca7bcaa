//! Runs the tests of one promise in the copy, and reads what they say.

use super::breaks::{Break, HeldBy};
use super::copy::Copy;
use crate::judges::Bench;
use crate::session::{Lines, Scratch};
use crate::{Result, page, paths, run};
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Far more than any of it takes. What goes on for longer goes on for ever.
const PATIENCE: Duration = Duration::from_secs(900);
/// The first run of each program builds it.
const FIRST: Duration = Duration::from_secs(3600);

/// Where tests run, and with what.
pub struct Place {
    pub copy: Copy,
    pub bench: Bench,
    pub scratch: Option<Scratch>,
}

/// The tests of one promise in one program.
pub struct Check {
    held_by: HeldBy,
    promise: u8,
}

impl Break {
    pub fn check(&self) -> Check {
        // What a build says matters once it is broken.
        match &self.held_by {
            HeldBy::Build(_) => Check { held_by: HeldBy::Build(String::new()), promise: 0 },
            held_by => Check { held_by: held_by.clone(), promise: self.promise },
        }
    }
}

impl Check {
    /// What must pass where nothing is broken: every judge has its part in that.
    pub fn program(&self) -> HeldBy {
        match &self.held_by {
            HeldBy::Judge(_) => HeldBy::Judges,
            held_by => held_by.clone(),
        }
    }

    /// What the names of its tests hold, and no others' do.
    pub fn filter(&self) -> String {
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
    pub passed: usize,
    pub failures: Vec<String>,
    pub errors: String,
}

impl Ended {
    pub fn read(output: &str, errors: &str, success: bool) -> Self {
        let mut ended = Self { success, errors: errors.to_string(), ..Self::default() };
        let mut lines = Lines::default();
        for line in output.lines() {
            lines.read(line);
            ended.results += usize::from(line.starts_with("test result: "));
        }
        ended.passed = lines.tally.passed;
        ended.failures = lines.failed;
        ended
    }

    pub fn is_sound(&self) -> bool {
        self.success && self.failures.is_empty() && (self.passed > 0 || self.results == 0)
    }

    pub fn why_not_sound(&self) -> String {
        match self.failures.first() {
            Some(failure) => format!("`{failure}` fails"),
            None if self.success => "it has no test that can run here".to_string(),
            None => format!("it does not build\n{}", self.errors),
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

pub fn run(place: &Place, check: &Check) -> Result<Ended> {
    run_within(PATIENCE, place, &check.held_by, &check.filter())
}

fn run_within(patience: Duration, place: &Place, held_by: &HeldBy, filter: &str) -> Result<Ended> {
    let Place { copy, bench, scratch } = place;
    let mut command = run::cargo();
    command.current_dir(copy.tree()).env("PATH", paths::search_path());
    // The copy's own settings say where it is built.
    command
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET_DIR")
        .env_remove("CARGO_MANIFEST_DIR");
    command.env("CARGO_TERM_COLOR", "never");
    match held_by {
        HeldBy::Build(_) => {
            command.args(["check", "--features", "cli", "--lib"]);
            return ended(patience, &mut command);
        }
        HeldBy::Lib => command.args(["test", "--features", "cli", "--lib"]),
        HeldBy::Core => command.args(["test", "-p", "berth-core", "--features", "read", "--lib"]),
        HeldBy::Test(name) => command.args(["test", "--features", "cli", "--test", name.as_str()]),
        HeldBy::Judges | HeldBy::Judge(_) => {
            command.args(["test", "--features", "cli", "--test", "judges"]).env("BERTH_LENGTH", "brief")
        }
        HeldBy::Browser(_) => {
            command.args(["test", "--features", "cli", "--test", "browser"]);
            command.env("BERTH_PAGE", page(patience, copy)?)
        }
    };
    bench.tell(&mut command);
    if let Some(scratch) = scratch {
        scratch.tell(&mut command);
    }
    command.args(["--", filter]);
    ended(patience, &mut command)
}

/// The page as it is for development: what it does with a secret is the same.
fn page(patience: Duration, copy: &Copy) -> Result<std::path::PathBuf> {
    let page = copy.tree().with_file_name("page");
    let mut trunk = page::trunk()?;
    trunk.args(["build", "--dist"]).arg(&page).current_dir(copy.tree());
    trunk
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET_DIR")
        .env_remove("CARGO_MANIFEST_DIR");
    let ended = ended(patience, &mut trunk)?;
    if ended.success { Ok(page) } else { Err(format!("the page does not build: {}", ended.errors)) }
}

fn ended(patience: Duration, command: &mut Command) -> Result<Ended> {
    in_its_own_group(command);
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| format!("cargo did not start: {error}"))?;
    let (output, errors) = (all(child.stdout.take()), all(child.stderr.take()));
    let success = wait(patience, &mut child)?;
    let text = |thread: thread::JoinHandle<String>| thread.join().unwrap_or_default();
    Ok(Ended::read(&text(output), &text(errors), success))
}

fn all(stream: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            let _ = stream.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn wait(patience: Duration, child: &mut Child) -> Result<bool> {
    let started = Instant::now();
    while started.elapsed() < patience {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            return Ok(status.success());
        }
        thread::sleep(Duration::from_millis(20));
    }
    // Cargo, and the tests that it has started.
    let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).status();
    let _ = child.wait();
    Err(format!("it was not done within {} s", patience.as_secs()))
}

#[cfg(unix)]
fn in_its_own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn in_its_own_group(_: &mut Command) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_programs_say_is_added_up() {
        let output = "test a::g7_b ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored\n\
                      test [compose] G7: c ... FAILED\ntest result: FAILED. 4 passed; 1 failed; 0 ignored\n";
        let ended = Ended::read(output, "", false);
        assert_eq!((ended.results, ended.passed), (2, 5));
        assert_eq!(ended.failures, ["[compose] G7: c"]);
    }

    #[test]
    fn what_did_not_run_is_not_sound() {
        let sound = |output: &str, success| Ended::read(output, "", success).is_sound();
        assert!(sound("test result: ok. 1 passed; 0 failed; 0 ignored", true));
        assert!(!sound("test result: ok. 0 passed; 0 failed; 2 ignored", true));
        assert!(!sound("test a ... FAILED\ntest result: FAILED. 1 passed; 1 failed", false));
        assert!(!sound("", false));
    }
}
