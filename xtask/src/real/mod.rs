//! `cargo xtask prove real`: the stacks' real programs, from their own sources. Prepares what `tests/real` is told.

mod parts;

use crate::session::Session;
use crate::{Result, paths, run};
use std::path::PathBuf;
use std::process::Command;

#[derive(clap::Args)]
pub struct Options {
    /// All where none is named
    stacks: Vec<String>,
    /// A copy of the one stack's checkout, in place of a clone
    #[arg(long)]
    source: Option<PathBuf>,
    /// All where none is named
    #[arg(long = "profile")]
    profiles: Vec<String>,
    /// The published images, in place of what is built from sources
    #[arg(long)]
    published: bool,
}

pub fn real(options: &Options) -> Result {
    if options.source.is_some() && options.stacks.len() != 1 {
        return Err("--source is of one stack: expected its name".to_string());
    }
    let mut session = Session::open_with(options.stacks.clone(), Some(needed())).on_the_disk();
    session.run("real", |_| command(options).map(Some));
    session.close()
}

/// An engine that answers here needs none of what makes one.
fn needed() -> &'static [&'static str] {
    const ALL: &[&str] = &[
        "docker",
        "compose",
        "chromium",
        "chromedriver",
        "dockerd",
        "registry",
        "mmdebstrap",
        "system",
        "caddy",
    ];
    let docker = paths::program("docker").unwrap_or_else(|| "docker".into());
    let answers = Command::new(docker).arg("version").output().is_ok_and(|said| said.status.success());
    if answers { &ALL[..4] } else { ALL }
}

fn command(options: &Options) -> Result<Command> {
    let what = if options.published { "the published images" } else { "each stack from its own sources" };
    run::step("real", what, "about 15 min a stack");
    let mut command = run::cargo(&["test", "--features", "cli", "--test", "real"]);
    for name in ["BERTH_REAL_SOURCE", "BERTH_REAL_PUBLISHED", "BERTH_REAL_PARTS"] {
        command.env_remove(name);
    }
    command.env("BERTH_REAL_PROFILES", options.profiles.join(",")).env("RUST_BACKTRACE", "0");
    if let Some(source) = &options.source {
        let whole =
            source.canonicalize().map_err(|error| format!("--source {}: {error}", source.display()))?;
        command.env("BERTH_REAL_SOURCE", whole);
    }
    if options.published {
        command.env("BERTH_REAL_PUBLISHED", "1");
    }
    match parts::gather() {
        Ok(folder) => {
            command.env("BERTH_REAL_PARTS", folder);
        }
        Err(reason) => println!("  no parts of substitutes: {reason}"),
    }
    Ok(command)
}
