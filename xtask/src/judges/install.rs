//! Installs the missing judges, one batch for each place that they come from.

use super::system;
use super::table::{From, Judge};
use crate::debian::{self, Suite};
use crate::{Result, paths, run, toolchain};
use std::process::Command;

/// What can't be installed is said, and goes on.
pub fn install(missing: &[&Judge]) {
    let mut apt = Vec::new();
    let mut pip = Vec::new();
    let mut npm = Vec::new();
    let mut systems = Vec::new();
    for judge in missing {
        match &judge.from {
            From::Apt(packages) => apt.extend(packages.iter().map(String::as_str)),
            From::Pip(package) => pip.push(package.as_str()),
            From::Npm(package) => npm.push(package.as_str()),
            From::Cargo(krate) => say(krate, by_cargo(krate, &judge.job)),
            From::System { suite, packages } => systems.push((suite, packages, &judge.job)),
            From::Unpacked { suite, packages } => say(&packages[0], unpack(suite, packages, &judge.job)),
        }
    }
    if !apt.is_empty() {
        match by_apt(&apt) {
            // One that apt can't have keeps none of the others away.
            Err(_) if apt.len() > 1 && debian::installs() => {
                apt.iter().for_each(|package| say(package, by_apt(&[package])));
            }
            result => say(&apt.join(", "), result),
        }
    }
    if !pip.is_empty() {
        say(&pip.join(", "), by_pip(&pip));
    }
    if !npm.is_empty() {
        say(&npm.join(", "), toolchain::node::install(&npm, "a judge of the tests"));
    }
    // By a program that may have come with the others.
    for (suite, packages, job) in systems {
        say("a system", system::make(suite, packages, job));
    }
}

fn say(what: &str, result: Result) {
    if let Err(reason) = result {
        println!("  not installed: {what}: {reason}");
    }
}

fn by_apt(packages: &[&str]) -> Result {
    if !debian::here() {
        return Err("this machine has no apt".to_string());
    }
    run::step(&packages.join(", "), "judges of the tests", "about 1 min");
    debian::install(packages)
}

fn unpack(suite: &str, packages: &[String], job: &str) -> Result {
    if !debian::here() {
        return Err("this machine has no apt".to_string());
    }
    let first = &packages[0];
    run::step(first, &format!("{job}; of Debian's {suite}, unpacked, not installed"), "about 15 s");
    let read = Suite::read(suite)?;
    // The first one last: it is what is looked for.
    for package in packages.iter().rev() {
        let version =
            read.versions(package).into_iter().next().ok_or_else(|| format!("{suite} has no {package}"))?;
        read.unpack(package, &version, &paths::cache().join(first))?;
    }
    Ok(())
}

fn by_pip(packages: &[&str]) -> Result {
    run::step(&packages.join(", "), "judges of the tests", "about 20 s");
    let folder = paths::cache().join("python");
    let python = paths::needed("python3")?;
    if !folder.join("bin/pip").is_file() {
        let venv = || run::output(Command::new(&python).args(["-m", "venv", "--clear"]).arg(&folder));
        // Debian keeps what a virtual environment needs in a package of its own.
        if venv().is_err() && debian::here() {
            debian::install(&["python3-venv"])?;
        }
        if !folder.join("bin/pip").is_file() {
            venv()?;
        }
    }
    run::watched(
        Command::new(folder.join("bin/pip")).args(["install", "--disable-pip-version-check"]).args(packages),
    )
}

fn by_cargo(krate: &str, job: &str) -> Result {
    run::step(krate, &format!("{job}; built from its sources"), "about 1 min");
    toolchain::cargo_install(&paths::cache().join("cargo"), &[krate])
}
