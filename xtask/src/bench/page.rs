//! The release page in a browser: `benches/page`, with the page and the programs that it needs.

use crate::judges::Bench;
use crate::{Result, page, run};

pub fn bench() -> Result {
    let judges = Bench::seat_all_of(&["chromium", "chromedriver", "lighthouse"])?;
    let page = page::build()?;
    run::step("page, in Chromium", "how soon it is there, and how soon it follows a key", "about 6 min");
    // The browser is what is measured: how fast the one that drives it is, is of no account.
    let mut command = run::cargo(&["bench", "--profile", "dev", "--features", "cli", "--bench", "page"]);
    judges.tell(&mut command);
    run::live(command.env("BERTH_PAGE", page))
}
