//! The Compose files held against the specification's schema, and read by a linter of YAML.

use std::path::Path;
use std::process::Command;

use crate::bundle::{self, Bundle};
use crate::folder::Folder;
use crate::judge::Judge;
use crate::suite::Suite;

const COMPOSE_FILES: [&str; 2] = ["docker-compose.yml", "docker-compose.override.yml"];

/// Everything that yamllint has, but for the length of a line: a reference with what to do in it is one word.
const RULES: &str = "{extends: default, rules: {line-length: disable, document-start: disable}}";

pub fn tests(suite: &mut Suite) {
    for (name, make) in [("dev", bundle::dev as fn() -> Bundle), ("lite", bundle::lite)] {
        let sentence =
            format!("the {name} Compose files are what the Compose specification's schema describes");
        suite.with(Judge::CheckJsonschema, &sentence, move |program| {
            assert_eq!(schema(program, &Folder::of(&make())), Ok(()));
        });

        let sentence = format!("the {name} Compose files are tidy YAML");
        suite.with(Judge::Yamllint, &sentence, move |program| {
            assert_eq!(yamllint(program, &Folder::of(&make())), Ok(()));
        });
    }

    suite.with(Judge::CheckJsonschema, "the schema refuses a port that is none", |program| {
        let folder = Folder::of(&bundle::dev());
        folder.write("docker-compose.yml", "services: {one: {image: i, ports: {a: 1}}}\n");
        assert!(schema(program, &folder).unwrap_err().contains("ports"));
    });

    suite.with(Judge::Yamllint, "the linter names a key that stands twice", |program| {
        let folder = Folder::of(&bundle::dev());
        folder.write("docker-compose.yml", "services:\n  one: 1\n  one: 2\n");
        assert!(yamllint(program, &folder).unwrap_err().contains("duplication of key"));
    });
}

fn schema(program: &Path, folder: &Folder) -> Result<(), String> {
    said(Command::new(program).args(["--builtin-schema", "vendor.compose-spec"]).args(COMPOSE_FILES), folder)
}

fn yamllint(program: &Path, folder: &Folder) -> Result<(), String> {
    tidy(program, folder, &COMPOSE_FILES)
}

/// What yamllint has against these files.
pub fn tidy(program: &Path, folder: &Folder, files: &[&str]) -> Result<(), String> {
    said(Command::new(program).args(["--strict", "-f", "parsable", "-d", RULES]).args(files), folder)
}

fn said(command: &mut Command, folder: &Folder) -> Result<(), String> {
    let said = command.current_dir(folder.path()).output().expect("the judge runs");
    let words = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
    if said.status.success() { Ok(()) } else { Err(words) }
}
