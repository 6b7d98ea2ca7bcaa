//! What the stacks' real programs read, need and answer, held against every bundle (G30). The facts stand in a file a
//! stack beside this one.

mod given;
mod secrets;
mod sources;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    commit: String,
    services: BTreeMap<String, Program>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
struct Program {
    requires: Vec<String>,
    /// Unless `ASPNETCORE_ENVIRONMENT` is `Development`.
    requires_in_production: Vec<String>,
    reads: Vec<String>,
    never_reads: Vec<String>,
    /// What it reads and nobody may give it: it would do harm.
    leave_unset: Vec<String>,
    /// What it is given though it reads it not, and why.
    given: BTreeMap<String, String>,
    builds_in: Vec<String>,
    /// The last words of its command.
    command: Vec<String>,
    port: u16,
    /// The paths that it answers with success.
    answers: Vec<String>,
    /// The file that says that it has started. Empty: none does.
    writes: String,
    /// As many as keep no state apart. 0: any number.
    copies: u16,
}

/// The facts of each stack that has some.
fn all() -> Vec<(&'static str, Facts)> {
    [("tamma", include_str!("tamma.yaml"))]
        .map(|(stack, text)| {
            let facts =
                berth::yaml::parse(text).unwrap_or_else(|it| panic!("{stack}:{}: {}", it.line, it.message));
            (stack, facts)
        })
        .into()
}
