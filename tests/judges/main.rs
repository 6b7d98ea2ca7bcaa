//! What somebody else's programs say of the files that Berth writes: Postgres runs the SQL, nginx serves, Compose
//! merges. A judge that this machine lacks leaves its tests ignored, by name; where `CI=true` it fails them.
//!
//! A test is one sentence about one file. What drives a judge is in the module named after it.

mod bundle;
mod compose;
mod dashboard;
mod http;
mod init_db;
mod judge;
mod names;
mod namespace;
mod nginx;
mod postgres;
mod shellcheck;
mod suite;

use std::env;
use std::process::ExitCode;

use libtest_mimic::Arguments;

use crate::suite::Suite;

fn main() -> ExitCode {
    let mut words: Vec<String> = env::args().collect();
    let mut suite = Suite::new(namespace::entered(&mut words));
    let arguments = Arguments::from_iter(words);

    compose::tests(&mut suite);
    dashboard::tests(&mut suite);
    init_db::tests(&mut suite);
    shellcheck::tests(&mut suite);

    libtest_mimic::run(&arguments, suite.into_trials()).exit_code()
}
