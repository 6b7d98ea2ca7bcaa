//! A word of a script.

use std::path::Path;
use std::process::Command;

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;

use crate::suite::Suite;
use crate::talk::talk;
use crate::value_kinds::{assert_same, kind, written};

pub fn tests(suite: &mut Suite) {
    kind(
        suite,
        [Judge::Dash, Judge::Bash, Judge::Busybox],
        "G1: each shell reads each word back",
        |[dash, bash, busybox], texts| {
            for (shell, applet) in [(bash, None), (busybox, Some("sh"))] {
                assert_read(shell, applet, texts);
            }
            assert_read(dash, None, texts)
        },
    );
}

/// As an argument, as what is assigned, and behind something.
fn assert_read(shell: &Path, applet: Option<&str>, texts: &[String]) -> std::collections::BTreeSet<String> {
    let lines = texts.iter().map(|text| {
        let word = written("shell", text);
        format!("printf '%s\\0' {word}; value={word}; printf '%s\\0' \"$value\" x{word}\n")
    });
    let script = lines.collect::<String>();
    let folder = Folder::with(&[("script", &script)]);
    let mut command = Command::new(shell);
    command.args(applet).args(["-eu", "script"]).current_dir(folder.path()).env("LC_ALL", "C.UTF-8");
    let read = talk(&mut command, "");
    let read: Vec<String> = read.split_terminator('\0').map(str::to_owned).collect();
    assert_eq!(read.len(), texts.len() * 3, "{}", shell.display());
    let typed: Vec<String> =
        texts.iter().flat_map(|text| [text.clone(), text.clone(), format!("x{text}")]).collect();
    assert_same(&shell.display().to_string(), typed.iter().zip(&read));
    texts.iter().cloned().collect()
}
