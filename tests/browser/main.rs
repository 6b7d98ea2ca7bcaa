//! The release page in real browsers, served as a static host serves it: below a path of its own.
//!
//! `cargo xtask test` builds the page, says where it lies (`BERTH_PAGE`) and where the drivers are. A browser that is
//! missing leaves its tests ignored; where `CI=true` it fails them.

mod axe;
mod download;
mod engine;
mod findings;
mod frame;
mod hands;
mod header;
mod hostile;
mod journey;
mod keyboard;
mod keys;
mod layout;
mod links;
mod load;
mod offline;
mod pictures;
mod preview;
mod privacy;
mod review;
mod screen;
mod secrets;
mod shell;
mod steps;
mod take_away;

use std::env;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use berth_testing::page::Page;
use berth_testing::processes;
use berth_testing::webdriver::{Browser, Driver};
use libtest_mimic::{Arguments, Completion, Failed, Trial};

type Test = fn(&mut Page);

/// What only Chromium's driver can show, or what is the same in every browser.
const IN_CHROMIUM: &[&[(&str, Test)]] = &[
    privacy::TESTS_IN_CHROMIUM,
    shell::TESTS,
    steps::TESTS,
    findings::TESTS,
    secrets::TESTS,
    download::TESTS,
    axe::TESTS,
    keyboard::TESTS,
    hostile::TESTS,
    layout::TESTS,
    pictures::TESTS,
    review::TESTS,
    links::TESTS,
    load::TESTS,
    frame::TESTS,
    engine::TESTS,
    offline::TESTS,
    hands::TESTS,
    header::TESTS,
    preview::TESTS,
    take_away::TESTS,
];
const IN_EVERY_BROWSER: &[&[(&str, Test)]] =
    &[journey::TESTS, engine::TESTS_IN_EVERY_BROWSER, frame::TESTS_IN_EVERY_BROWSER];
/// In every browser, too, and nothing that it does stays unseen.
const WATCHED: &[(&str, Test)] = privacy::TESTS;

fn main() -> ExitCode {
    let chromium = Arc::new(Mutex::new(None));
    let mut trials = Vec::new();
    // The slowest first: they share one browser's driver with nobody.
    let with = |tests: Vec<(&'static str, Test)>, watched| tests.into_iter().map(move |test| (test, watched));
    let everywhere = || with(IN_EVERY_BROWSER.concat(), false).chain(with(WATCHED.to_vec(), true));
    for ((sentence, test), watched) in everywhere() {
        for browser in [Browser::Firefox, Browser::WebKit] {
            let run = move || Driver::start(browser).map(|driver| test(&mut open(&driver, watched)));
            trials.push(Trial::ignorable_test(format!("{sentence}, in {browser:?}"), move || judged(run())));
        }
    }
    for ((sentence, test), watched) in with(IN_CHROMIUM.concat(), false).chain(everywhere()) {
        let chromium = Arc::clone(&chromium);
        let run = move || shared(&chromium).map(|driver| test(&mut open(&driver, watched)));
        trials.push(Trial::ignorable_test(sentence, move || judged(run())));
    }
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert_with(processes::waiting_at_once);
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn open(driver: &Driver, watched: bool) -> Page<'_> {
    if watched { Page::open_watched(driver) } else { Page::open(driver) }
}

/// Chromium's driver serves every session, and starts with the first that asks.
fn shared(chromium: &Mutex<Option<Result<Arc<Driver>, String>>>) -> Result<Arc<Driver>, String> {
    let mut driver = chromium.lock().expect("starting it does not panic");
    driver.get_or_insert_with(|| Driver::start(Browser::Chromium).map(Arc::new)).clone()
}

/// A missing browser is no failure, except where nothing may be missing.
fn judged(run: Result<(), String>) -> Result<Completion, Failed> {
    match run {
        Ok(()) => Ok(Completion::Completed),
        Err(missing) if env::var("CI").is_ok_and(|ci| ci == "true") => Err(missing.into()),
        Err(missing) => Ok(Completion::ignored_with(missing)),
    }
}
