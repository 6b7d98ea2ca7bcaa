//! A fourth stack, which ships with no build: `hello`, the whole example of `templates/README.md`, added to a copy of the
//! project by the steps of README's "How to add a stack". No Rust is written for it, and both shells have it.
//!
//! `cargo xtask test` makes the copy (`BERTH_FOURTH`) and builds both shells of it. Whoever is missing leaves their tests
//! ignored; where `CI=true` it fails them.

mod command_line;
mod on_the_page;
mod project;
mod steps;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use berth_testing::judge::Judge;
use berth_testing::page::Page;
use berth_testing::webdriver::{Browser, Driver};
use libtest_mimic::{Arguments, Completion, Trial};

use crate::project::Project;

/// What needs nobody else's program.
type Test = fn(&Project);
type TestWithCompose = fn(&Project, &Path);
type TestInChromium = fn(&Project, &Page);

fn main() -> ExitCode {
    let mut trials = Vec::new();
    for (sentence, test) in [steps::TESTS, command_line::TESTS].concat() {
        trials.push(trial(sentence, move |project| {
            test(project);
            Ok(())
        }));
    }
    for (sentence, test) in command_line::TESTS_WITH_COMPOSE {
        trials.push(trial(sentence, |project| {
            test(project, &Judge::Compose.find()?);
            Ok(())
        }));
    }
    for (sentence, test) in on_the_page::TESTS {
        trials.push(trial(sentence, |project| {
            test(project, &Page::open(&Driver::start(Browser::Chromium)?));
            Ok(())
        }));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// A test that ends early where somebody is missing. That is no failure, except where nothing may be missing.
fn trial(sentence: &str, run: impl FnOnce(&Project) -> Result<(), String> + Send + 'static) -> Trial {
    Trial::ignorable_test(sentence, move || match Project::find().and_then(|project| run(&project)) {
        Ok(()) => Ok(Completion::Completed),
        Err(missing) if env::var("CI").is_ok_and(|ci| ci == "true") => Err(missing.into()),
        Err(missing) => Ok(Completion::ignored_with(missing)),
    })
}
