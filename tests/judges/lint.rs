//! The schema and the linter by which YAML is judged. The bundles are in the matrix; here they are seen to refuse.

use std::path::Path;
use std::process::Command;

use crate::folder::Folder;
use crate::judge::Judge;
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
        let said = said(program, COMPOSE_SCHEMA, "services: {one: {image: i, ports: {a: 1}}}\n");
        assert!(said.unwrap_err().contains("ports"));
    });

    suite.with(Judge::Yamllint, "the linter names a key that stands twice", |program| {
        let said = said(program, TIDY, "services:\n  one: 1\n  one: 2\n");
        assert!(said.unwrap_err().contains("duplication of key"));
    });
}

fn said(program: &Path, arguments: &[&str], text: &str) -> Result<(), String> {
    let folder = Folder::with(&[("one.yml", text)]);
    let said = Command::new(program)
        .args(arguments)
        .arg("one.yml")
        .current_dir(folder.path())
        .output()
        .expect("the judge runs");
    let words = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
    if said.status.success() { Ok(()) } else { Err(words) }
}
