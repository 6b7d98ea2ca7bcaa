//! Programs that end: by themselves, or when their time is up, with all that they have started.

use std::process::{Command, Output};

use berth_testing::engine::{Engine, judge, said};

/// A program that finds the engine, ended after so many seconds.
pub fn program(engine: &Engine, seconds: u64, program: &str) -> Command {
    let mut command = engine.command("timeout");
    command.args(["-k", "10", &seconds.to_string(), program]);
    command
}

pub fn docker(engine: &Engine, seconds: u64) -> Command {
    program(engine, seconds, judge("docker").to_str().expect("a path"))
}

/// What it said on standard output, or all that it said where it failed.
pub fn run(what: &str, seconds: u64, command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{what}: {error}"))?;
    said(what, &output).map_err(|words| late(&output, seconds).unwrap_or(words))
}

fn late(output: &Output, seconds: u64) -> Option<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    matches!(output.status.code(), Some(124 | 137))
        .then(|| format!("not done after {seconds} s\n{}\n{}", text(&output.stdout), text(&output.stderr)))
}

/// The last line that says anything.
pub fn last_line(words: &str) -> &str {
    words.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or("it said nothing")
}
