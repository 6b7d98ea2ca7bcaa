//! `cargo xtask serve`: from a bare machine to the wizard in the browser.

use crate::{Result, page, run, toolchain};
use std::net::TcpListener;
use std::process::Command;
use std::time::Instant;

#[derive(clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 8080, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
    /// Open a browser
    #[arg(long)]
    open: bool,
    /// As it is deployed
    #[arg(long)]
    release: bool,
}

pub fn serve(options: &Options) -> Result {
    let started = Instant::now();
    TcpListener::bind(("127.0.0.1", options.port)).map_err(|error| {
        format!("port {} can't be used ({error}); choose another one with --port", options.port)
    })?;
    toolchain::ensure()?;

    let mut trunk = page::trunk()?;
    trunk.args(["serve", "--address", "127.0.0.1", "--port", &options.port.to_string()]);
    if options.open {
        trunk.arg("--open");
    }
    if options.release {
        trunk.arg("--release");
        toolchain::do_without_wasm_opt(&mut trunk)?;
    }
    println!("  the tools are here ({} s)", started.elapsed().as_secs());
    run::step(
        "page",
        "builds, then follows every change of the sources",
        "1 to 2 min the first time, then seconds",
    );
    println!("  soon at http://127.0.0.1:{}/ (Ctrl-C ends it)", options.port);
    become_program(trunk)
}

/// Trunk takes our place, so that whoever ends us ends it.
#[cfg(unix)]
fn become_program(mut command: Command) -> Result {
    use std::os::unix::process::CommandExt;
    Err(format!("trunk did not start: {}", command.exec()))
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> Result {
    run::live(&mut command)
}
