//! The release page in a real browser, served as a static host serves it: below a path of its own.
//!
//! `cargo xtask test` builds the page, says where it lies (`BERTH_PAGE`) and where the driver is. A browser that is
//! missing leaves the tests ignored; where `CI=true` it fails them.

mod download;
mod driver;
mod findings;
mod hands;
mod header;
mod links;
mod page;
mod privacy;
mod secrets;
mod shell;
mod site;
mod steps;
#[path = "../support/mod.rs"]
mod support;

use std::env;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Completion, Trial};

use crate::driver::Driver;
use crate::page::Page;

type Test = fn(&mut Page);

fn main() -> ExitCode {
    let driver = Driver::start().map(Arc::new);
    let tests: Vec<(&str, Test)> = [
        shell::TESTS,
        steps::TESTS,
        findings::TESTS,
        hands::TESTS,
        header::TESTS,
        links::TESTS,
        secrets::TESTS,
        download::TESTS,
        privacy::TESTS,
    ]
    .concat();
    let trials = tests.into_iter().map(|(sentence, test)| {
        let driver = driver.clone();
        Trial::ignorable_test(sentence, move || match driver {
            Ok(driver) => {
                test(&mut Page::open(&driver));
                Ok(Completion::Completed)
            }
            Err(missing) if env::var("CI").is_ok_and(|ci| ci == "true") => Err(missing.into()),
            Err(missing) => Ok(Completion::ignored_with(missing)),
        })
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}
