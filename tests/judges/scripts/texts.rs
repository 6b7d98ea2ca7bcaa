//! The scripts as texts.

use std::io::Write;
use std::process::{Command, Stdio};

use berth_testing::judge::Judge;

use super::rendered;
use crate::shellcheck;
use crate::suite::Suite;

const NAMES: [&str; 4] = ["backup-loop.sh", "tamma-backup.sh", "tamma-restore.sh", "tamma-update.sh"];

fn texts() -> impl Iterator<Item = (&'static str, String)> {
    NAMES.into_iter().flat_map(|name| ["deploy", "repository"].map(|shape| (name, rendered(name, shape))))
}

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Shellcheck, "shellcheck lets the operator's scripts pass", |program| {
        for (name, text) in texts() {
            assert_eq!(shellcheck::check(program, &text), Ok(()), "{name}");
        }
    });

    suite.with(Judge::Shfmt, "the operator's scripts are POSIX shell, laid out evenly", |program| {
        for (name, text) in texts() {
            let mut child = Command::new(program)
                .args(["-ln", "posix", "-i", "2", "-ci", "-d"])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("shfmt runs");
            child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
            let said = child.wait_with_output().unwrap();
            assert!(said.status.success(), "{name}:\n{}", String::from_utf8_lossy(&said.stdout));
        }
    });

    suite.ours(
        "G28: no script asks Compose for a dry run, and the shapes differ in where images come from",
        || {
            for (name, text) in texts() {
                assert!(!text.contains("dry-run"), "{name}");
                assert!(!text.contains("localhost"), "{name}");
            }
            let [deploy, repository] =
                ["deploy", "repository"].map(|shape| rendered("tamma-update.sh", shape));
            assert!(deploy.contains("docker compose pull <") && !deploy.contains("compose build"));
            assert!(
                repository.contains("docker compose build --pull <") && !repository.contains("compose pull")
            );
        },
    );

    suite.ours("the scripts read `.env` by the same function", || {
        let function = |name| {
            let text = rendered(name, "deploy");
            let (_, behind) = text.split_once("\nsetting() {\n").expect("the function");
            behind.split_once("\n}\n").expect("its end").0.to_owned()
        };
        assert_eq!(function("tamma-backup.sh"), function("tamma-restore.sh"));
    });
}
