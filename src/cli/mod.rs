//! The shell for terminals, scripts and servers: it reads arguments, asks, writes files, and prints. What is decided
//! is decided in the core.

mod check;
mod folder;
mod init;
mod json;
mod print;
mod show;
mod stacks;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};

use crate::stack::{SecretMode, Shape};
use crate::words::terminal as say;
use stacks::Stacks;

/// Writes every file of a container stack's deployment, ready for `docker compose up -d`.
#[derive(Parser)]
#[command(name = "berth", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Take the stack of this folder, which holds a stack.yaml, instead of those that ship
    #[arg(long = "stack", value_name = "DIR", global = true)]
    folder: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// List the stacks.
    Stacks {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show a stack's fields, services, profiles and add-ons.
    Show {
        /// The stack [default: tamma]
        stack: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write a deployment.
    Init(Box<Init>),
    /// Say what is wrong with a deployment that is already there.
    ///
    /// At most 2,000 files and folders and 64 MB are read, unpacked. Links are not followed; the folders of a project's
    /// tools and files over 1 MB are left out, and named.
    Check {
        /// A folder, a zip, or one Compose file of any name: of its folder, only what it names is read.
        target: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an argument of its own")]
struct Init {
    /// The stack [default: tamma]
    stack: Option<String>,
    /// The profile [default: the stack's first]
    #[arg(long, value_name = "P")]
    profile: Option<String>,
    /// What the bundle is unpacked into [default: the stack's first]
    #[arg(long, value_parser = one_of([Shape::Deploy, Shape::Repository], Shape::id))]
    shape: Option<Shape>,
    /// Write into this folder
    #[arg(long, value_name = "DIR", default_value = ".", conflicts_with = "zip")]
    dir: PathBuf,
    /// Write a zip; `-` is standard output
    #[arg(long, value_name = "FILE")]
    zip: Option<PathBuf>,
    /// Print a script to paste into a terminal, which asks for the secrets there; ask and write nothing here
    #[arg(long, conflicts_with_all = ["dir", "zip", "json", "force"])]
    script: bool,
    /// Read answers from a YAML file
    #[arg(long, value_name = "FILE.yaml")]
    answers: Option<PathBuf>,
    /// Take the answers that a link to Berth's page holds: the address, or what stands behind its `#`
    #[arg(long, value_name = "LINK", conflicts_with = "answers")]
    link: Option<String>,
    /// Answer a field by its variable's name; a secret only as KEY=@FILE
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Add an add-on
    #[arg(long = "with", value_name = "ADDON")]
    with: Vec<String>,
    /// How containers get their secrets [default: the stack's first]
    #[arg(long, value_parser = one_of([SecretMode::Env, SecretMode::Files], SecretMode::id))]
    secrets: Option<SecretMode>,
    /// Leave every secret out: nothing is generated, and whoever starts it writes them in first
    #[arg(long, conflicts_with_all = ["script", "force"])]
    without_secrets: bool,
    /// Write over an existing deployment; what it replaces is kept as a backup
    #[arg(long)]
    force: bool,
    /// Ask nothing
    #[arg(long, short)]
    yes: bool,
    /// Print JSON; ask nothing
    #[arg(long)]
    json: bool,
}

/// Takes one of a few by its name.
fn one_of<T: Copy + Send + Sync + 'static, const N: usize>(
    all: [T; N],
    id: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.map(id)).try_map(move |name| {
        all.into_iter().find(|one| id(*one) == name).ok_or("it is among the possible ones")
    })
}

/// Why a command ends without having done what it was asked.
#[derive(Debug)]
enum Stop {
    /// Findings, or files in the way: exit code 1. Nothing was written.
    Refused(String),
    /// It was asked in a way that can't be understood: exit code 2.
    Usage(String),
    /// Whoever reads our output has gone.
    Unheard,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unheard,
            _ => Self::Refused(error.to_string()),
        }
    }
}

pub fn run() -> ExitCode {
    end(run_command(Cli::parse()))
}

fn run_command(cli: Cli) -> Result<(), Stop> {
    let own = cli.folder.as_deref().map(stacks::read).transpose()?;
    let stacks = Stacks::new(own.as_ref());
    match cli.command {
        Command::Stacks { json } => stacks.list(json),
        Command::Show { stack, json } => {
            stacks.find(stack.as_deref()).and_then(|stack| show::run(stack, json))
        }
        Command::Init(options) => init::run(&stacks, &options),
        Command::Check { target, json } => check::run(&target, json),
    }
}

fn end(done: Result<(), Stop>) -> ExitCode {
    let (code, message) = match done {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Stop::Refused(message)) => (1, message),
        Err(Stop::Usage(message)) => (2, message),
        Err(Stop::Unheard) => (1, String::new()),
    };
    if !message.is_empty() {
        // Nobody is left to hear that nobody hears us.
        let _ = writeln!(io::stderr(), "{}", say::error(&message));
    }
    ExitCode::from(code)
}
