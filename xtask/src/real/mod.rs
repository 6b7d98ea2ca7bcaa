//! `cargo xtask prove real`: the stacks' real programs, from their own sources. Prepares what `tests/real` is told.

mod options;
mod parts;

use crate::session::{Session, cargo};
use crate::{Result, paths, run};
use options::Options;
use std::process::Command;

pub fn real(args: &[String]) -> Result {
    let options = Options::read(args)?;
    let mut session = Session::open_with(&options.stacks, Some(needed()))?.on_the_disk();
    session.run("real", |_| command(&options));
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

fn command(options: &Options) -> Result<Option<Command>> {
    let what = if options.published { "the published images" } else { "each stack from its own sources" };
    run::step("real", what, "about 15 min a stack");
    let mut command = cargo(&["test", "--features", "cli", "--test", "real"]);
    command.env("BERTH_REAL_PROFILES", options.profiles.join(",")).env("RUST_BACKTRACE", "0");
    match &options.source {
        Some(source) => command.env("BERTH_REAL_SOURCE", source),
        None => command.env_remove("BERTH_REAL_SOURCE"),
    };
    if options.published {
        command.env("BERTH_REAL_PUBLISHED", "1");
    } else {
        command.env_remove("BERTH_REAL_PUBLISHED");
    }
    match parts::gather() {
        Ok(folder) => command.env("BERTH_REAL_PARTS", folder),
        Err(reason) => {
            println!("  no parts of substitutes: {reason}");
            command.env_remove("BERTH_REAL_PARTS")
        }
    };
    Ok(Some(command))
}
