//! The commands that a newcomer types: `cargo xtask <command>`. Few dependencies, so that it builds in seconds.

mod bench;
mod bundles;
mod css;
mod debian;
mod fuzz;
mod judges;
mod lint;
mod mutants;
mod native;
mod page;
mod paths;
mod prove;
mod real;
mod run;
mod screenshots;
mod serve;
mod service_worker;
mod session;
mod single_file;
mod size;
mod test;
mod toolchain;

use std::process::ExitCode;

pub type Result<T = ()> = std::result::Result<T, String>;

const HELP: &str = "\
cargo xtask <command>

  serve [--port N] [--open] [--release]   set up what is missing, build the page and serve it
  test [NAME]                             every test: host, core, wasm, browser
  prove [PART [NAME]]                     what takes minutes: boot, judges, fuzz, mutants
  prove real [STACK] [--source DIR] [--profile NAME] [--published]
                                          the stacks' real programs, from their own sources or their published images
  fuzz [TARGET [INPUT]] [--seconds N]     any text into each parser, a minute each; --keep keeps what it finds
  mutants [Gn]...                         break each promise on purpose: does a test notice?
  lint                                    format, clippy for host and wasm, workflows, wording, dependencies
  size [PAGE]                             what the release page weighs, file by file, against its limit
  bundles PAGE                            a ready bundle of each stack and profile beside the built page
  single-file [PAGE]                      the release page as one file, target/berth.html
  bench [PART]                            how fast the core, the command line and the release page are
  screenshots                             pictures of the page, and those of the README
  css                                     join the components' styles (Trunk calls it)
  service-worker                          tell a release's service worker its files (Trunk calls it)

Downloads are kept in $BERTH_TOOLS, else $XDG_CACHE_HOME/berth, else ~/.cache/berth.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    let result = match command {
        "serve" => serve::serve(rest),
        "test" => test::test(rest),
        "prove" => prove::prove(rest),
        "fuzz" => fuzz::fuzz(rest),
        "lint" => lint::lint(),
        "mutants" => mutants::mutants(rest),
        "size" => size::size(rest),
        "bundles" => bundles::bundles(rest),
        "single-file" => single_file::single_file(rest),
        "bench" => bench::bench(rest),
        "screenshots" => screenshots::screenshots(),
        "css" => css::join(),
        "service-worker" => service_worker::hook(),
        "help" | "-h" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("expected one of the commands below, found `{other}`\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // An empty one has had its say already.
            if !message.is_empty() {
                eprintln!("error: {message}");
            }
            ExitCode::FAILURE
        }
    }
}
