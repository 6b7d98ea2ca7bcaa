//! Any deployment: files of any text, `check`ed. Each finding names a file and a line that are there, and whoever asks
//! again hears the same.

#![no_main]

use std::collections::BTreeSet;

use berth::check::{Finding, Place};
use berth::deployment::check::check as findings;
use berth::deployment::{Deployment, Found, named};
use berth::words;
use berth_fuzz::{fuzz_text, has_line};

/// Begins a line that names the file below it.
const HEAD: &str = "#== ";

fuzz_text!(check);

fn check(text: &str) {
    let files = files(text);
    let found = findings(&deployment(&files));
    assert!(findings(&deployment(&files)) == found, "another answer to the same question");
    assert!(!found.is_empty() || files.iter().any(|(path, _)| path.contains("compose") || *path == ".env"));
    for finding in &found {
        assert_place(finding, &files);
        let length = words::finding(finding).len();
        assert!(length <= 64 * 1024 + 4 * text.len(), "a finding of {length} bytes");
    }

    // One Compose file, with what lies beside it.
    if let Some((path, _)) = files.first() {
        let asked = Deployment { asked: Some((*path).to_owned()), ..deployment(&files) };
        assert!(named(&asked).iter().all(|path| !asked.paths.contains(path)), "what is known is named");
        for finding in &findings(&asked) {
            assert_place(finding, &files);
        }
    }
    let _ = findings(&deployment(&files).at_home());
}

/// The files of the input, each path once. What stands above the first head is the Compose file's.
fn files(text: &str) -> Vec<(&str, &str)> {
    let mut files: Vec<(&str, &str)> = Vec::new();
    let mut keep = |path, file| {
        if !files.iter().any(|(known, _)| *known == path) {
            files.push((path, file));
        }
    };
    let (mut path, mut start) = ("docker-compose.yml", 0);
    for (at, _) in text.match_indices(HEAD).filter(|(at, _)| *at == 0 || text[..*at].ends_with('\n')) {
        if at > 0 {
            keep(path, &text[start..at]);
        }
        let line = text[at + HEAD.len()..].split('\n').next().unwrap_or_default();
        (path, start) = (line, text.len().min(at + HEAD.len() + line.len() + 1));
    }
    keep(path, &text[start.min(text.len())..]);
    files
}

fn deployment(files: &[(&str, &str)]) -> Deployment {
    let found = |(path, text): &(&str, &str)| Found {
        path: (*path).to_owned(),
        mode: Some(if path.ends_with(".sh") { 0o644 } else { 0o600 }),
        text: (*text).to_owned(),
    };
    let paths: BTreeSet<String> = files.iter().map(|(path, _)| (*path).to_owned()).collect();
    Deployment { files: files.iter().map(found).collect(), paths, ..Deployment::default() }
}

fn assert_place(finding: &Finding, files: &[(&str, &str)]) {
    assert!(!words::message(&finding.problem).is_empty());
    match &finding.place {
        // There is none, and that is what is said.
        Place::Choice(_) => assert!(finding.is_error()),
        Place::File { path, line: None } => {
            let known = files.iter().any(|(known, _)| known == path);
            assert!(known || matches!(path.as_str(), ".env" | ".gitignore"), "{finding:?}");
        }
        Place::File { path, line: Some(line) } => {
            let file = files.iter().find(|(known, _)| known == path);
            assert!(file.is_some_and(|(_, text)| has_line(text, *line)), "{finding:?}");
        }
        Place::Field(_) | Place::Service(_) => panic!("a deployment has files: {finding:?}"),
    }
}
