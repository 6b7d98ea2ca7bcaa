//! How fast the release page is, in Chromium. `cargo xtask bench` builds the page, says where it lies and runs this.

mod keys;
mod lighthouse;
mod load;
mod table;

use std::process::ExitCode;

use berth_testing::webdriver::{Browser, Driver};

fn main() -> ExitCode {
    let driver = match Driver::start(Browser::Chromium) {
        Ok(driver) => driver,
        Err(missing) => {
            eprintln!("error: {missing}");
            return ExitCode::FAILURE;
        }
    };
    // Whatever else runs is measured as well.
    if let Ok(load) = std::fs::read_to_string("/proc/loadavg") {
        println!(
            "beside this, the machine is busy by {} (of one core)",
            load.split(' ').next().unwrap_or_default()
        );
    }
    let mut rows = load::measure(&driver);
    rows.extend(keys::measure(&driver));
    drop(driver);
    rows.extend(lighthouse::measure());
    if table::print(&rows) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
