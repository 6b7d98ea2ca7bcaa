//! Somebody else's linters and schemas, on every text that any bundle has.

use berth::bundle::File;
use berth::stack::FileKind;
use berth_testing::judge::Judge;

use super::texts::{Texts, judge_all, judged};
use crate::lint;
use crate::shellcheck::commands;
use crate::suite::Suite;

/// The rules that hold for the project's own workflows.
const ZIZMOR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/.github/zizmor.yml");

pub fn tests(suite: &mut Suite) {
    judged(
        suite,
        Judge::CheckJsonschema,
        "every Compose file is what the Compose specification's schema describes",
        is_compose,
        lint::COMPOSE_SCHEMA,
    );
    judged(
        suite,
        Judge::CheckJsonschema,
        "every workflow is what GitHub's schema describes",
        is_workflow,
        &["--builtin-schema", "vendor.github-workflows"],
    );
    judged(suite, Judge::Yamllint, "every YAML file is tidy", is_yaml, lint::TIDY);
    judged(
        suite,
        Judge::Shellcheck,
        "shellcheck lets every script pass",
        |file| file.kind == FileKind::Shell,
        &["--norc", "--color=never", "--format=gcc"],
    );
    judged(
        suite,
        Judge::Hadolint,
        "hadolint finds no error in any Dockerfile",
        |file| file.kind == FileKind::Dockerfile,
        &["--no-color", "--failure-threshold", "error"],
    );
    judged(
        suite,
        Judge::Zizmor,
        "zizmor finds no hole in any workflow",
        is_workflow,
        &["--offline", "--config", ZIZMOR, "--no-progress", "--color=never", "--format=plain"],
    );
    suite.with(Judge::Shellcheck, "shellcheck lets every command of every guide pass", |shellcheck| {
        let texts = Texts::cut(|file| {
            let blocks = if file.path.ends_with(".md") { commands(&file.text) } else { Vec::new() };
            blocks.into_iter().map(|block| (file.path.clone(), format!("#!/bin/sh\n{block}"))).collect()
        });
        assert!(texts.each().count() > 3, "the guide gives commands");
        // Who types `cd` sees where it fails.
        let arguments = ["--norc", "--color=never", "--format=gcc", "--exclude=SC2164"];
        judge_all(shellcheck, &arguments, &texts);
    });
}

fn is_yaml(file: &File) -> bool {
    file.kind == FileKind::Yaml
}

pub fn is_compose(file: &File) -> bool {
    is_yaml(file) && file.path.rsplit('/').next().is_some_and(|name| name.starts_with("docker-compose."))
}

pub fn is_workflow(file: &File) -> bool {
    is_yaml(file) && file.path.starts_with(".github/workflows/")
}
