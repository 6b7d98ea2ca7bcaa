//! `cargo xtask test`: every test there is, and one line at the end that counts them.

mod fourth;
mod plain;
mod wasm;

use crate::session::Session;
use crate::{Result, page, run, single_file, tested};
use std::process::Command;

pub fn test(names: Vec<String>) -> Result {
    let commit = tested::commit();
    let mut session = Session::open(names);
    session.run("host", |_| Ok(Some(run::cargo(&["test", "--workspace", "--features", "cli"]))));
    let without =
        ["check", "--package", "berth-core", "--package", "berth", "--lib", "--no-default-features"];
    session.check("core, without any feature", &mut run::cargo(&without));
    session.run("wasm, core", wasm::core);
    session.run("wasm, page", wasm::page);
    session.run("browser", |_| browser().map(Some));
    session.examine("plain Trunk makes the same page", plain::same_page);
    session.run("fourth stack", |_| fourth::command().map(Some));
    if session.passed_whole() {
        tested::remember(commit.as_deref())?;
    }
    session.close()
}

pub fn browser() -> Result<Command> {
    let page = page::build()?;
    let mut command = run::cargo(&["test", "--features", "cli", "--test", "browser"]);
    command.env("BERTH_SINGLE_FILE", single_file::assemble(&page)?).env("BERTH_PAGE", page);
    Ok(command)
}
