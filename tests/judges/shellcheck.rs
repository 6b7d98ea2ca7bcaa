//! shellcheck, on a script's text.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use berth_testing::judge::Judge;

use crate::suite::Suite;

/// What shellcheck has against a script, notes of style included.
pub fn check(program: &Path, script: &str) -> Result<(), String> {
    let mut child = Command::new(program)
        .args(["--norc", "--color=never", "--format=gcc", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("shellcheck does not run: {error}"))?;
    child.stdin.take().expect("a pipe").write_all(script.as_bytes()).map_err(|error| error.to_string())?;
    let said = child.wait_with_output().map_err(|error| error.to_string())?;
    if said.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned())
    }
}

pub fn tests(suite: &mut Suite) {
    suite.with(
        Judge::Shellcheck,
        "shellcheck lets a sound script pass and names the flaw of another",
        |shellcheck| {
            assert_eq!(check(shellcheck, "#!/bin/sh\necho \"$1\"\n"), Ok(()));
            let flaw = check(shellcheck, "#!/bin/sh\necho $1\n").unwrap_err();
            assert!(flaw.contains("SC2086"), "{flaw}");
        },
    );
}

/// What stands in the guide's blocks of commands.
pub fn commands(guide: &str) -> Vec<&str> {
    guide.split("```sh\n").skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block).collect()
}
