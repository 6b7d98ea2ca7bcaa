//! Every bundle that can be asked for: each stack's profiles, shapes, ways with secrets and sets of add-ons, with every
//! secret there. At length it is every choice: what each field can be too, every three of all choices together
//! (`choices`). Each bundle is rendered once, and merged by Compose once; a text that stands in many is judged once.
//!
//! What Berth promises is held on each of them, by tests that name it:
//!
//! | Promise | Held here in | What a bundle can't show, and what shows it |
//! |---|---|---|
//! | G1 | `answers` | A line break is refused: `value_kinds::refused` |
//! | G2 | `answers` | |
//! | G3 | `secrets` | No letter is favoured: `src/answers/generate.rs`; Compose refuses to start: `values` |
//! | G4, G5, G6, G7 | `ports` | Which ports are doubtful: `src/check/ports.rs` |
//! | G8, G9, G10 | `services` | That a probe works: `images`, `campaign`, `https` |
//! | G11 | `programs` | That requests arrive: `gateway`, `dashboard`, `campaign::frontend` |
//! | G12 | `graph`, `names` | |
//! | G13 | `programs`, `promises` | |
//! | G14 | `promises` | That the broker starts by its file: `rabbitmq` |
//! | G15, G16, G18, G19 | `files`, here | Modes in a zip and on a disk: `zip`, `tests/cli` |
//! | G17 | `graph` | |
//! | G20 | `promises` | That the images can be built: `images`, `campaign::images`, `images::kyros` |
//! | G21 | `promises` | |
//! | G22 | `promises` | That a server answers another container: `images::kyros`, `campaign::frontend` |
//! | G23 | `promises` | |
//! | G24 | `promises` | What the script does when something fails: `scripts` |
//! | G25 | `secrets` | The page's storage, requests and console: `tests/browser/privacy.rs` |
//! | G26 | `secrets` | What is typed outlasts a reload: `tests/browser/steps.rs` |
//! | G27 | | Bad input makes no bundle: `tests/properties`, `tests/browser/links.rs` |
//! | G28 | `promises` | |
//! | G29 | | Writing is the command line's: `tests/cli/over.rs` |

mod answers;
mod cases;
mod choices;
mod covering;
mod files;
mod graph;
mod linters;
mod logs;
mod names;
mod ports;
mod programs;
mod promises;
mod report;
mod secrets;
mod services;
mod texts;

use std::path::Path;

use berth_testing::judge::Judge;
use serde_json::Value;

pub use cases::Case;

use crate::suite::Suite;

/// What is wrong, each in a sentence of its own.
type Complaints = Vec<String>;

pub fn tests(suite: &mut Suite) {
    choices::tests(suite);
    promises(suite);
    suite.at_length(promises);
}

/// Of the bundles of this run, whichever these are.
fn promises(suite: &mut Suite) {
    suite.ours("every choice that is offered makes a bundle", || {
        assert_eq!(cases::refused(), [""; 0]);
        report::counted(cases::all().len());
    });
    // It refuses a service that waits for one that is not there.
    suite.with(Judge::Compose, "G12, G16: Compose takes every bundle without a word", |compose| {
        report::judged(cases::all().iter().map(|case| &case.name).zip(cases::merged(compose)), |merged| {
            merged.as_ref().err().cloned().into_iter().collect()
        });
    });
    answers::tests(suite);
    files::tests(suite);
    graph::tests(suite);
    linters::tests(suite);
    logs::tests(suite);
    names::tests(suite);
    ports::tests(suite);
    programs::tests(suite);
    promises::tests(suite);
    secrets::tests(suite);
    services::tests(suite);
}

/// One of them as Compose merges it: `tamma prod deploy env`.
pub fn merged_as(compose: &Path, name: &str) -> &'static Value {
    let at = cases::all().iter().position(|case| case.name == name).unwrap_or_else(|| panic!("no {name}"));
    cases::merged(compose)[at].as_ref().unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Adds a test of each bundle as it was rendered.
fn every(suite: &mut Suite, sentence: &str, check: fn(&Case) -> Complaints) {
    suite.ours(sentence, move || {
        report::judged(cases::all().iter().map(|case| (&case.name, case)), check);
    });
}

/// Adds a test of each bundle as Compose merges it. Those that it refuses are counted above, once.
fn every_merged(suite: &mut Suite, sentence: &str, check: fn(&Case, &Value) -> Complaints) {
    suite.with(Judge::Compose, sentence, move |compose: &Path| {
        let all = cases::all().iter().zip(cases::merged(compose));
        let merged = all.filter_map(|(case, merged)| Some((&case.name, (case, merged.as_ref().ok()?))));
        report::judged(merged, |(case, merged)| check(case, merged));
    });
}
