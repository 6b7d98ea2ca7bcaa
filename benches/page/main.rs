//! How fast the release page is, in Chromium, side by side with other pages. `cargo xtask bench` builds the page, says where
//! it lies and runs this.

mod film;
mod keys;
mod lighthouse;
mod limits;
mod load;
mod measures;
mod options;
mod pages;
mod quota;
mod rig;
mod slow_line;
mod slow_worker;
mod table;
mod threads;

use std::process::ExitCode;
use std::time::Instant;

use berth_testing::webdriver::{Browser, Driver};
use clap::Parser;

use crate::measures::Measured;
use crate::options::Options;
use crate::pages::{Kind, Page};
use crate::rig::Rig;
use crate::slow_worker::SlowWorker;

fn main() -> ExitCode {
    match run(Options::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Whether this page keeps every limit.
fn run(options: Options) -> Result<bool, String> {
    let pages = pages::all(options.beside)?;
    // The driver before the watch over its browsers.
    let rig = Rig {
        driver: Driver::start(Browser::Chromium)?,
        worker: SlowWorker::start(),
        downloads: tempfile::tempdir().map_err(|error| error.to_string())?,
    };
    if let Some(folder) = options.film {
        film::take(&rig, &pages[0], &folder).map_err(|error| error.to_string())?;
        return Ok(true);
    }
    // Whatever else runs is measured as well.
    say_how_busy();
    let mut pages: Vec<_> = pages.into_iter().map(|page| (page, Measured::default())).collect();
    let bare = keys::bare(&rig);
    println!(
        "a key in a page with one field and its copy takes {:.1} ms ({:.1} at most)",
        bare.median, bare.max
    );
    rounds(&rig, &mut pages, options.rounds);
    println!("{}", rig.worker.how());
    if pages.iter().any(|(page, _)| page.kind == Kind::WithEngine) && !rig.worker.was_found() {
        return Err("expected to find the thread of the engine's worker, found none".to_owned());
    }
    // Lighthouse slows down by itself.
    drop(rig);
    lighthouse::measure(&mut pages, lighthouse::RUNS.min(options.rounds));
    say_how_busy();
    Ok(table::print(&pages))
}

/// One round of each page after the other: what the machine does beside it is spread over all.
fn rounds(rig: &Rig, pages: &mut [(Page, Measured)], rounds: u16) {
    for round in 1..=rounds {
        let started = Instant::now();
        for (page, measured) in &mut *pages {
            load::measure(rig, page, measured);
            keys::measure(rig, page, measured);
        }
        println!("  round {round} of {rounds}: {} s", started.elapsed().as_secs());
    }
}

fn say_how_busy() {
    if let Ok(load) = std::fs::read_to_string("/proc/loadavg") {
        println!("the machine is busy by {} (of one core)", load.split(' ').next().unwrap_or_default());
    }
}
