//! A value in a Dockerfile.

use std::path::Path;
use std::process::Command;

use berth_testing::judge::Judge;

use crate::suite::Suite;
use crate::talk::try_talk;
use crate::value_kinds::{kind, written};

pub fn tests(suite: &mut Suite) {
    kind(suite, [Judge::Hadolint], "G1: a Dockerfile takes each text for one value", |[hadolint], texts| {
        // Its parser takes the quote behind an escaped backslash for an escaped quote; the builder does not.
        let readable = |text: &&String| !text.ends_with('\\') && !text.contains("\\\"");
        let texts: Vec<&String> = texts.iter().filter(readable).collect();
        for texts in texts.chunks(1000) {
            let lines: String = texts
                .iter()
                .enumerate()
                .map(|(at, text)| {
                    let text = written("dockerfile", text);
                    format!("LABEL k{at}={text} after{at}=1\nENV V{at}={text}\n")
                })
                .collect();
            assert_eq!(parsed(hadolint, &format!("FROM scratch\n{lines}")), Ok(()));
        }
        assert!(parsed(hadolint, "FROM scratch\nLABEL k=\"open\n").is_err());
        texts.into_iter().cloned().collect()
    });
}

/// What hadolint can't read; its opinions are another matter.
fn parsed(hadolint: &Path, dockerfile: &str) -> Result<(), String> {
    let mut command = Command::new(hadolint);
    command.args(["--no-color", "--failure-threshold", "error", "-"]);
    try_talk(&mut command, dockerfile).map(drop)
}
