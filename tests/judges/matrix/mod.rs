//! Every bundle that can be asked for: each stack's profiles, shapes, ways with secrets and sets of add-ons, with every
//! secret there. Each is rendered once, and merged by Compose once; a text that stands in many is judged once.

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

use serde_json::Value;

pub use cases::Case;

use crate::judge::Judge;
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
    suite.with(Judge::Compose, "G16: Compose takes every bundle without a word", |compose| {
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
