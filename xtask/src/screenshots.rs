//! `cargo xtask screenshots`: every step as a picture, and the two that the README shows.

use crate::judges::Bench;
use crate::{Result, files, paths, run, test};

const OF_THE_README: [&str; 2] = ["wizard-light.png", "wizard-dark.png"];

/// The browser tests make all of them in `target/screenshots`; the README's are copied to `docs`.
pub fn screenshots() -> Result {
    let bench = Bench::seat_all_of(&["chromium", "chromedriver"])?;
    let mut command = test::browser()?;
    bench.tell(&mut command);
    run::live(command.args(["--", "screenshots"]))?;

    let made = paths::root().join("target/screenshots");
    for name in OF_THE_README {
        files::write(&paths::root().join("docs").join(name), files::bytes(&made.join(name))?)?;
    }
    println!("  every step: {}; of the README: {}", made.display(), OF_THE_README.join(", "));
    Ok(())
}
