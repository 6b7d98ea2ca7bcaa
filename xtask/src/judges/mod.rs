//! The judges: other people's programs that decide whether what Berth writes is right.

mod find;
mod install;
mod system;
mod table;

use crate::Result;
use std::env;
use std::path::PathBuf;
use std::process::Command;

use table::JUDGES;
pub use table::Judge;

/// Every judge, and where it was found.
pub struct Bench(Vec<(&'static Judge, Option<PathBuf>)>);

impl Bench {
    /// Finds all judges and installs those that are missing; one that can't be had is named, and left out.
    pub fn seat(names: Option<&[&str]>) -> Self {
        let wanted = |judge: &&Judge| match names {
            Some(names) => names.contains(&judge.name.as_str()),
            None => !judge.only_by_name,
        };
        let missing: Vec<_> =
            JUDGES.iter().filter(wanted).filter(|judge| find::find(judge).is_none()).collect();
        if !missing.is_empty() {
            install::install(&missing);
        }
        let bench = Self(JUDGES.iter().filter(wanted).map(|judge| (judge, find::find(judge))).collect());
        for judge in bench.missing() {
            println!("  missing: {}, which {}. By hand: {}", judge.name, judge.job, judge.by_hand);
        }
        bench
    }

    /// These judges alone, none of which may be missing.
    pub fn seat_all_of(names: &[&str]) -> Result<Self> {
        let bench = Self::seat(Some(names));
        match bench.missing().first() {
            Some(judge) => Err(format!("{} is missing, which {}", judge.name, judge.job)),
            None => Ok(bench),
        }
    }

    pub fn missing(&self) -> Vec<&'static Judge> {
        self.0.iter().filter(|(_, path)| path.is_none()).map(|(judge, _)| *judge).collect()
    }

    pub fn path(&self, name: &str) -> Option<&PathBuf> {
        self.0.iter().find(|(judge, _)| judge.name == name)?.1.as_ref()
    }

    /// Tells a command where each judge is, as `BERTH_JUDGE_<NAME>`.
    pub fn tell(&self, command: &mut Command) {
        for (judge, path) in &self.0 {
            let name = judge.variable();
            match path {
                Some(path) => command.env(name, path),
                None => command.env_remove(name),
            };
        }
    }
}

/// On CI a judge that is missing is a failure, elsewhere it is skipped.
pub fn all_must_sit() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}
