//! Is a judge here? Looks at files only, so that it takes no time, but where a version matters.

use super::system;
use super::table::{From, Judge};
use crate::{paths, run};
use std::path::{Path, PathBuf};
use std::process::Command;

pub fn find(judge: &Judge) -> Option<PathBuf> {
    let mut places: Vec<PathBuf> = judge.find.iter().filter_map(|place| named(place)).collect();
    if let From::System { packages, .. } = &judge.from {
        places.push(system::archive(packages));
    }
    places.into_iter().find(|place| is_it(judge, place))
}

fn named(place: &str) -> Option<PathBuf> {
    match place.split_once('/') {
        Some(("$CACHE", file)) => Some(paths::cache().join(file)),
        Some(("$HOME", file)) => Some(paths::home().join(file)),
        Some(_) => Some(PathBuf::from(place)),
        None => program(place),
    }
}

/// The cache folder's own first, as it is known to work.
fn program(name: &str) -> Option<PathBuf> {
    let ours = ["python/bin", "cargo/bin"].map(|folder| paths::cache().join(folder).join(name));
    ours.into_iter().find(|path| path.is_file()).or_else(|| paths::program(name))
}

fn is_it(judge: &Judge, place: &Path) -> bool {
    let is_there = if judge.holding.is_empty() {
        place.is_file()
    } else {
        judge.holding.iter().all(|name| place.join(name).is_file())
    };
    is_there && judge.oldest_major.is_none_or(|oldest| major(place).is_some_and(|major| major >= oldest))
}

/// `2` of a program that answers `version --short` with `v2.26.1`.
fn major(program: &Path) -> Option<u32> {
    let version = run::output(Command::new(program).args(["version", "--short"])).ok()?;
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}
