//! `benches/core`, as a command: what is measured and what is counted.

use crate::{paths, run};
use std::process::Command;

pub fn command() -> Command {
    let mut command = run::cargo();
    command.args(["bench", "--profile", "native", "--features", "cli", "--bench", "core"]);
    command.current_dir(paths::root());
    command
}
