//! A fourth stack: a copy of the project with the stack of `tests/fourth` added as README says, and both shells of it. They
//! are in `target/fourth`, built on what is built for the project, which stays as it is.

use crate::{Result, files, mirror, page, paths, run, toolchain};
use std::path::Path;
use std::process::Command;

/// The stack's name, as its folder has it.
const STACK: &str = "hello";

pub fn command() -> Result<Command> {
    let home = paths::root().join("target/fourth");
    let tree = home.join("tree");
    plant(&paths::root(), &tree)?;

    run::step(
        "command line",
        "with a fourth stack, in target/fourth",
        "half a minute the first time, then seconds",
    );
    let mut build = run::cargo(&["build", "--features", "cli", "--bin", "berth"]);
    run::watched(mirror::at_home(&mut build, &tree))?;

    toolchain::ensure()?;
    run::step("page for development", "with a fourth stack", "2 min the first time, then seconds");
    let mut trunk = page::trunk()?;
    trunk.args(["build", "--dist"]).arg(home.join("page"));
    run::watched(mirror::at_home(&mut trunk, &tree))?;

    let mut tests = run::cargo(&["test", "--features", "cli", "--test", "fourth"]);
    tests.env("BERTH_FOURTH", &tree).env("BERTH_PAGE", home.join("page"));
    Ok(tests)
}

/// The first two steps of README's "How to add a stack", in a copy of the project.
fn plant(root: &Path, tree: &Path) -> Result {
    let templates = tree.join("templates");
    mirror::project(root, tree, &["templates"], mirror::For::FourthStack)?;
    mirror::folder(&root.join("templates"), &templates, &[STACK])?;
    mirror::folder(&root.join("tests/fourth").join(STACK), &files::made(templates)?.join(STACK), &[])
}
