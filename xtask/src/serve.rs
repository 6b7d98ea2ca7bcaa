//! `cargo xtask serve`: from a bare machine to the wizard in the browser.

use crate::{Result, page, run, toolchain};
use std::net::TcpListener;
use std::process::Command;
use std::time::Instant;

pub fn serve(args: &[String]) -> Result {
    let started = Instant::now();
    let options = Options::parse(args)?;
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

#[derive(Debug, PartialEq)]
struct Options {
    port: u16,
    open: bool,
    release: bool,
}

impl Options {
    fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self { port: 8080, open: false, release: false };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--open" => options.open = true,
                "--release" => options.release = true,
                "--port" => options.port = port(args.next().map_or("", String::as_str))?,
                other => match other.strip_prefix("--port=") {
                    Some(value) => options.port = port(value)?,
                    None => return Err(format!("expected --port, --open or --release, found `{other}`")),
                },
            }
        }
        Ok(options)
    }
}

fn port(text: &str) -> Result<u16> {
    match text.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(format!("expected a port from 1 to 65535, found `{text}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn parse(args: &[&str]) -> crate::Result<Options> {
        Options::parse(&args.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn the_port_is_8080_unless_told() {
        assert_eq!(parse(&[]), Ok(Options { port: 8080, open: false, release: false }));
        assert_eq!(parse(&["--port", "9", "--open"]), Ok(Options { port: 9, open: true, release: false }));
        assert_eq!(parse(&["--port=10", "--release"]), Ok(Options { port: 10, open: false, release: true }));
    }

    #[test]
    fn an_unusable_option_is_named() {
        assert!(parse(&["--port", "0"]).unwrap_err().contains("`0`"));
        assert!(parse(&["--fast"]).unwrap_err().contains("`--fast`"));
    }
}
