//! A program that is told something, and what it answers.

use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

/// What it writes. A complaint is a failure.
pub fn talk(command: &mut Command, told: &str) -> String {
    try_talk(command, told).unwrap_or_else(|complaint| panic!("{complaint}"))
}

/// The same; or what it complains about.
pub fn try_talk(command: &mut Command, told: &str) -> Result<String, String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{command:?} does not run: {error}"))?;
    let mut input = child.stdin.take().expect("a pipe");
    let told = told.to_owned();
    // It may answer before it has heard everything, or stop listening.
    let teller = thread::spawn(move || input.write_all(told.as_bytes()));
    let said = child.wait_with_output().map_err(|error| error.to_string())?;
    let _ = teller.join();
    let complaints = String::from_utf8_lossy(&said.stderr).into_owned();
    if said.status.success() && complaints.is_empty() {
        String::from_utf8(said.stdout).map_err(|error| error.to_string())
    } else {
        Err(format!("{}: {complaints}", said.status))
    }
}
