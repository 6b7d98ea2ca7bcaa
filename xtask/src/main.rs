//! The commands that a newcomer types: `cargo xtask <command>`. Few dependencies, so that it builds in seconds.

mod bench;
mod bundles;
mod css;
mod debian;
mod files;
mod finish;
mod fuzz;
mod judges;
mod landing;
mod lint;
mod mirror;
mod mutants;
mod native;
mod page;
mod paths;
mod prove;
mod real;
mod run;
mod screenshots;
mod serve;
mod session;
mod single_file;
mod size;
mod test;
mod tested;
mod toolchain;

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

pub type Result<T = ()> = std::result::Result<T, String>;

#[derive(Parser)]
#[command(
    bin_name = "cargo xtask",
    disable_help_subcommand = true,
    after_help = "Downloads are kept in $BERTH_TOOLS, else $XDG_CACHE_HOME/berth, else ~/.cache/berth."
)]
enum Command {
    /// Set up what is missing, build the page and serve it
    Serve(serve::Options),
    /// Every test: host, core, wasm, browser
    Test {
        /// Words of tests' names
        names: Vec<String>,
    },
    /// What takes minutes: boot, judges, fuzz and mutants, or one of them
    Prove {
        #[command(subcommand)]
        part: Option<prove::Part>,
    },
    /// Any text into each parser, a minute each
    Fuzz(fuzz::Wish),
    /// Break each promise on purpose: does a test notice?
    Mutants {
        /// Such as G7
        #[arg(value_parser = mutants::promise)]
        promises: Vec<u8>,
    },
    /// Format, clippy for host and wasm, workflows, wording, dependencies
    Lint,
    /// What the release page weighs, file by file, against its limit
    Size {
        /// The folder of a built page; else it is built
        page: Option<PathBuf>,
    },
    /// A ready bundle of each stack and profile beside the built page
    Bundles { page: PathBuf },
    /// The release page as one file, target/berth.html
    SingleFile {
        /// The folder of a built page; else it is built
        page: Option<PathBuf>,
    },
    /// How fast the core, the command line and the release page are
    Bench(bench::Wish),
    /// Pictures of the page, and those of the README
    Screenshots,
    /// Join the components' styles (Trunk calls it)
    Css,
    /// Render what stands in the page before its program does (Trunk calls it)
    Landing,
    /// Name the engine's files, tell the service worker of all (Trunk calls it)
    FinishPage,
}

fn main() -> ExitCode {
    let result = match Command::parse() {
        Command::Serve(options) => serve::serve(&options),
        Command::Test { names } => test::test(names),
        Command::Prove { part } => prove::prove(part),
        Command::Fuzz(wish) => fuzz::by_itself(&wish),
        Command::Mutants { promises } => prove::prove(Some(prove::Part::Mutants { promises })),
        Command::Lint => lint::lint(),
        Command::Size { page } => size::size(page),
        Command::Bundles { page } => bundles::bundles(&page),
        Command::SingleFile { page } => single_file::single_file(page),
        Command::Bench(wish) => bench::bench(&wish),
        Command::Screenshots => screenshots::screenshots(),
        Command::Css => css::join(),
        Command::Landing => landing::render(),
        Command::FinishPage => finish::page(),
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_commands_can_be_told_apart() {
        super::Command::command().debug_assert();
    }
}
