//! The schema and the linter by which YAML is judged. The bundles are in the matrix; here they are seen to refuse.

use std::path::Path;
use std::process::Command;

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;

use crate::suite::Suite;

pub const COMPOSE_SCHEMA: &[&str] = &["--builtin-schema", "vendor.compose-spec"];

/// Everything that yamllint has, but for the length of a line (a reference with what to do in it is one word) and for
/// `on`, the key that GitHub's workflows begin with.
pub const TIDY: &[&str] = &[
    "--strict",
    "-f",
    "parsable",
    "-d",
    "{extends: default, rules: {line-length: disable, document-start: disable, truthy: {check-keys: false}}}",
];

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::CheckJsonschema, "the schema refuses a port that is none", |program| {
        let folder = Folder::with(&[("one.yml", "services: {one: {image: i, ports: {a: 1}}}\n")]);
        assert!(said(program, COMPOSE_SCHEMA, &folder, &["one.yml"]).unwrap_err().contains("ports"));
    });

    suite.with(Judge::Yamllint, "the linter names a key that stands twice", |program| {
        let folder = Folder::with(&[("one.yml", "services:\n  one: 1\n  one: 2\n")]);
        assert!(tidy(program, &folder, &["one.yml"]).unwrap_err().contains("duplication of key"));
    });
}

/// What yamllint has against these files.
pub fn tidy(program: &Path, folder: &Folder, files: &[&str]) -> Result<(), String> {
    said(program, TIDY, folder, files)
}

fn said(program: &Path, arguments: &[&str], folder: &Folder, files: &[&str]) -> Result<(), String> {
    let mut command = Command::new(program);
    let said =
        command.args(arguments).args(files).current_dir(folder.path()).output().expect("the judge runs");
    let words = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
    if said.status.success() { Ok(()) } else { Err(words) }
}
