//! A fourth stack: a copy of the project with the stack of `tests/fourth` added as README says, and both shells of it. All
//! of it is below `target/fourth`; what the project itself has built stays as it is.

mod tree;

use crate::judges::Bench;
use crate::session::cargo;
use crate::{Result, page, paths, run, toolchain};
use std::process::Command;

pub fn command(_: &Bench) -> Result<Option<Command>> {
    if !cfg!(unix) {
        println!("  skipped: the copy of the project is made of symbolic links");
        return Ok(None);
    }
    let home = paths::root().join("target/fourth");
    let tree = home.join("tree");
    tree::plant(&paths::root(), &tree)?;

    run::step(
        "command line",
        "with a fourth stack, in target/fourth",
        "half a minute the first time, then seconds",
    );
    let mut build = run::cargo();
    build.args(["build", "--features", "cli", "--bin", "berth"]);
    run::watched(at_home(&mut build).current_dir(&tree).env("PATH", paths::search_path()))?;

    toolchain::ensure()?;
    run::step("page for development", "with a fourth stack", "2 min the first time, then seconds");
    let mut trunk = page::trunk()?;
    trunk.args(["build", "--dist"]).arg(home.join("page"));
    run::watched(at_home(&mut trunk).current_dir(&tree))?;

    let mut tests = cargo(&["test", "--features", "cli", "--test", "fourth"]);
    tests.env("BERTH_FOURTH", &tree).env("BERTH_PAGE", home.join("page"));
    Ok(Some(tests))
}

/// The copy's own settings say where it is built.
fn at_home(command: &mut Command) -> &mut Command {
    command.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET_DIR")
}
