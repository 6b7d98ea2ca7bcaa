//! shellcheck, on a script's text.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::bundle;
use crate::judge::Judge;
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

    suite.with(
        Judge::Shellcheck,
        "shellcheck lets every script and every command of the guide pass",
        |shellcheck| {
            let bundle = bundle::dev();
            let is_script = |file: &&berth::bundle::File| file.path.ends_with(".sh");
            let scripts = bundle.files.iter().filter(is_script).map(|file| file.text.clone());
            let guide = &bundle.file("README.md").expect("a guide").text;
            let commands: Vec<String> = commands(guide).map(|block| format!("#!/bin/sh\n{block}")).collect();
            assert!(commands.len() > 3, "the guide gives commands");
            for script in scripts.chain(commands) {
                assert_eq!(check(shellcheck, &script), Ok(()), "{script}");
            }
        },
    );
}

/// What stands in the guide's blocks of commands.
fn commands(guide: &str) -> impl Iterator<Item = &str> {
    guide.split("```sh\n").skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block)
}
