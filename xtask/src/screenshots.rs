//! `cargo xtask screenshots`: every step as a picture, and the two that the README shows.

use crate::judges::Bench;
use crate::{Result, paths, run, test};
use std::fs;

const OF_THE_README: [&str; 2] = ["wizard-light.png", "wizard-dark.png"];

/// The browser tests make all of them in `target/screenshots`; the README's are copied to `docs`.
pub fn screenshots() -> Result {
    let bench = Bench::seat(Some(&["chromium", "chromedriver"]));
    if let Some(judge) = bench.missing().first() {
        return Err(format!("{} is missing, which {}", judge.name, judge.job));
    }
    let Some(mut command) = test::browser(&bench)? else { return Ok(()) };
    bench.tell(&mut command);
    run::live(command.args(["--", "screenshots"]))?;

    let made = paths::root().join("target/screenshots");
    for name in OF_THE_README {
        let (from, to) = (made.join(name), paths::root().join("docs").join(name));
        fs::copy(&from, &to).map_err(|error| format!("{}: {error}", from.display()))?;
    }
    println!("  every step: {}; of the README: {}", made.display(), OF_THE_README.join(", "));
    Ok(())
}
