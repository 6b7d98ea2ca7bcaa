//! Runs one target: in rounds, as some of them give no memory back, or on given inputs alone.

use super::build::{dictionary, folder};
use super::corpus;
use super::log::{self, Found};
use crate::files::{self, made};
use crate::{Result, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What a round may last, in seconds. Then its memory is given back.
const ROUND: u64 = 300;

/// An input that takes longer is one on which Berth hangs.
const LIMITS: [&str; 3] = ["-timeout=10", "-rss_limit_mb=2048", "-max_len=4096"];

/// Looks for inputs that break the target, for so many seconds; for none at all, those that are kept are tried.
pub fn search(built: &Path, target: &str, seconds: u64) -> Result<Found> {
    let corpora = corpus::folders(target)?;
    let started = Instant::now();
    let mut found = Found::default();
    loop {
        let left = seconds.saturating_sub(started.elapsed().as_secs());
        let mut command = program(built, target)?;
        match left {
            0 => command.arg("-runs=0"),
            left => command.arg(format!("-max_total_time={}", left.min(ROUND))),
        };
        found += round(command.args(&corpora), target)?;
        if started.elapsed().as_secs() >= seconds {
            return Ok(found);
        }
    }
}

/// Runs inputs once each, and shows all that is said.
pub fn again(built: &Path, target: &str, inputs: &[PathBuf]) -> Result {
    run::live(program(built, target)?.args(inputs))
}

fn program(built: &Path, target: &str) -> Result<Command> {
    let crashes = made(folder().join("crashes").join(target))?;
    let mut command = Command::new(built.join(target));
    command.args(LIMITS).arg("-print_final_stats=1").stdin(Stdio::null());
    command.arg(format!("-dict={}", dictionary(target).display()));
    command.arg(format!("-artifact_prefix={}/", crashes.display()));
    Ok(command)
}

fn round(command: &mut Command, target: &str) -> Result<Found> {
    let path = made(folder().join("logs"))?.join(format!("{target}.txt"));
    let log = fs::File::create(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let started = Instant::now();
    let ended = command.stdout(Stdio::null()).stderr(log).status();
    let ended = ended.map_err(|e| format!("{target} did not start: {e}"))?;
    let log = String::from_utf8_lossy(&files::bytes(&path)?).into_owned();
    if ended.success() {
        return Found::read(&log, started.elapsed().as_secs());
    }
    let (reason, all) = (log::reason(&log), path.display());
    Err(match log::input(&log) {
        Some(input) => format!(
            "{target} broke\n{reason}\n  all of it: {all}\n  again: cargo xtask fuzz {target} {input}"
        ),
        None => format!("{target} ended by itself: {ended}\n{reason}\n  all of it: {all}"),
    })
}
