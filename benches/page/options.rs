//! What `cargo xtask bench page` passes on.

use std::path::PathBuf;

use clap::Parser;

#[derive(Parser)]
pub struct Options {
    /// The folder of a page to measure beside this one
    #[arg(long, value_name = "DIR")]
    pub beside: Vec<PathBuf>,
    /// How often each page is loaded
    #[arg(long, default_value_t = 21, value_parser = clap::value_parser!(u16).range(1..))]
    pub rounds: u16,
    /// Pictures of the first second and a half, and nothing measured
    #[arg(long, value_name = "DIR")]
    pub film: Option<PathBuf>,
    /// Cargo says that this is a bench.
    #[arg(long, hide = true)]
    bench: bool,
}
