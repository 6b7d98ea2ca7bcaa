//! The command line. All of it is in the library, so that tests reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    berth::cli::run()
}
