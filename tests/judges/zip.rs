//! The zip as somebody else's programs read it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use berth::bundle::Bundle;
use berth::stack::SecretMode;
use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::{Value, json};

use crate::bundle;
use crate::suite::Suite;

/// What Python finds wrong with the archive, and each entry in its order.
const PYTHON: &str = "\
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    entries = [
        [it.filename, it.external_attr >> 16, archive.read(it).decode(), it.create_system, it.date_time]
        for it in archive.infolist()
    ]
    print(json.dumps([archive.testzip(), entries]))
";

pub fn tests(suite: &mut Suite) {
    suite.with(
        Judge::Unzip,
        "G18: unzip leaves each file with its mode and its bytes, and says nothing",
        |unzip| {
            let (bundle, folder) = zipped();
            said(Command::new(unzip).args(["-q", "bundle.zip", "-d", "there"]).current_dir(folder.path()));
            let there = folder.path().join("there");
            for file in &bundle.files {
                let path = there.join(&file.path);
                assert_eq!((mode(&path), fs::read_to_string(&path).unwrap()), (file.mode, file.text.clone()));
            }
            for private in bundle.private_folders() {
                assert_eq!(mode(&there.join(private)), 0o700, "{private}");
            }
            let names = said(Command::new(unzip).args(["-Z1", "bundle.zip"]).current_dir(folder.path()));
            assert_eq!(names.lines().count(), bundle.files.len() + bundle.private_folders().len());
        },
    );

    suite.with(
        Judge::Python,
        "G18: Python finds the zip whole, in its order, with Unix modes and no clock",
        |python| {
            let (bundle, folder) = zipped();
            let read =
                said(Command::new(python).args(["-c", PYTHON, "bundle.zip"]).current_dir(folder.path()));
            let folders = bundle.private_folders().into_iter();
            let folders = folders.map(|private| (format!("{private}/"), 0o040_700, ""));
            let files = bundle.files.iter();
            let files = files.map(|file| (file.path.clone(), 0o100_000 | file.mode, file.text.as_str()));
            let entries: Vec<Value> = folders
                .chain(files)
                .map(|(name, mode, text)| json!([name, mode, text, 3, [1980, 1, 1, 0, 0, 0]]))
                .collect();
            assert_eq!(serde_json::from_str::<Value>(&read).unwrap(), json!([null, entries]));
        },
    );
}

/// Secrets that travel as files have a folder of their own.
fn zipped() -> (Bundle, Folder) {
    let bundle = bundle::dev_with(|answers| answers.secrets = SecretMode::Files);
    assert!(!bundle.private_folders().is_empty());
    let folder = Folder::with(&[]);
    fs::write(folder.path().join("bundle.zip"), bundle.zip().unwrap()).unwrap();
    (bundle, folder)
}

/// What goes to standard output; standard error stays empty.
fn said(command: &mut Command) -> String {
    let said = command.output().expect("it runs");
    let complaint = String::from_utf8_lossy(&said.stderr);
    assert!(
        said.status.success() && complaint.is_empty(),
        "{complaint}{}",
        String::from_utf8_lossy(&said.stdout)
    );
    String::from_utf8(said.stdout).unwrap()
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode()
        & 0o7777
}
