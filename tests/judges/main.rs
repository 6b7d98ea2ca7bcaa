//! What somebody else's programs say of the files that Berth writes: Postgres runs the SQL, nginx serves, Compose
//! merges. A judge that this machine lacks leaves its tests ignored, by name; where `CI=true` it fails them.
//!
//! A test is one sentence about one file. What drives a judge is in the module named after it.

mod bundle;
mod campaign;
mod check;
mod compose;
mod dashboard;
mod deployment;
mod dotenv;
mod dotnet;
mod engine;
mod entrypoint;
mod files;
mod front_door;
mod gateway;
mod http;
mod https;
mod images;
mod init_db;
mod install_script;
mod kyros;
mod lint;
mod matrix;
mod names;
mod namespace;
mod nginx;
mod node;
mod observe;
mod parallel;
mod plan_tables;
mod ports;
mod postgres;
mod rabbitmq;
mod scripts;
mod secret_files;
mod shellcheck;
mod suite;
mod talk;
mod value_kinds;
mod values;
mod workflows;
mod zip;

use std::env;
use std::process::ExitCode;

use berth_testing::processes;
use libtest_mimic::Arguments;

use crate::suite::Suite;

fn main() -> ExitCode {
    let mut words: Vec<String> = env::args().collect();
    let mut suite = Suite::new(namespace::entered(&mut words));
    let mut arguments = Arguments::from_iter(words);
    arguments.test_threads.get_or_insert_with(processes::waiting_at_once);

    campaign::tests(&mut suite);
    check::tests(&mut suite);
    compose::tests(&mut suite);
    dashboard::tests(&mut suite);
    deployment::tests(&mut suite);
    dotenv::tests(&mut suite);
    dotnet::tests(&mut suite);
    engine::tests(&mut suite);
    entrypoint::tests(&mut suite);
    files::tests(&mut suite);
    front_door::tests(&mut suite);
    images::tests(&mut suite);
    gateway::tests(&mut suite);
    https::tests(&mut suite);
    init_db::tests(&mut suite);
    install_script::tests(&mut suite);
    kyros::tests(&mut suite);
    lint::tests(&mut suite);
    matrix::tests(&mut suite);
    observe::tests(&mut suite);
    plan_tables::tests(&mut suite);
    ports::tests(&mut suite);
    rabbitmq::tests(&mut suite);
    scripts::tests(&mut suite);
    secret_files::tests(&mut suite);
    shellcheck::tests(&mut suite);
    value_kinds::tests(&mut suite);
    values::tests(&mut suite);
    workflows::tests(&mut suite);
    zip::tests(&mut suite);

    libtest_mimic::run(&arguments, suite.into_trials()).exit_code()
}
