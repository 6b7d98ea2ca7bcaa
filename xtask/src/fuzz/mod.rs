//! `cargo xtask fuzz`: each parser of foreign text is given text after text, guided by what of the program each of them
//! reaches. What is found is kept in `target/fuzz`; only `--keep` writes into the tree.

mod build;
mod corpus;
mod log;
mod run;

use crate::session::Tally;
use crate::{Result, files, paths};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

#[derive(Default, clap::Args)]
pub struct Wish {
    /// Targets, all where none is named; behind one target, inputs that are run once instead of a search for others
    names: Vec<String>,
    /// How long to search for each target; 0 tries what is kept, and nothing new [default: 60]
    #[arg(long)]
    seconds: Option<u64>,
    /// Keep the fewest inputs that reach as much
    #[arg(long)]
    keep: bool,
}

/// For each target, where nothing else is said.
const SECONDS: u64 = 60;

pub fn by_itself(wish: &Wish) -> Result {
    match &fuzz(wish)?.failures[..] {
        [] => Ok(()),
        failed => Err(format!("fuzzing failed: {}", failed.join(", "))),
    }
}

/// Each target that is named is a test.
pub fn fuzz(wish: &Wish) -> Result<Tally> {
    let all = targets()?;
    let (targets, inputs) = sorted(&wish.names, &all)?;
    let built = build::build()?;
    match (&targets[..], &inputs[..]) {
        ([], []) => Ok(search(wish, &built, &all)),
        (targets, []) => Ok(search(wish, &built, targets)),
        ([target], inputs) => run::again(&built, target, inputs).map(|()| Tally::one_passed()),
        _ => Err("expected one target for these inputs".to_string()),
    }
}

/// The names of the programs in `fuzz/fuzz_targets`.
fn targets() -> Result<Vec<String>> {
    let programs = files::inside(&paths::root().join("fuzz/fuzz_targets"))?;
    Ok(programs.iter().filter_map(|file| Some(file.file_stem()?.to_str()?.to_string())).collect())
}

/// Which names are targets', and which are inputs'.
fn sorted(names: &[String], all: &[String]) -> Result<(Vec<String>, Vec<PathBuf>)> {
    let (targets, others): (Vec<String>, Vec<String>) =
        names.iter().cloned().partition(|name| all.contains(name));
    let inputs: Vec<PathBuf> = others.into_iter().map(PathBuf::from).collect();
    match inputs.iter().find(|path| !path.is_file()) {
        Some(other) => {
            Err(format!("expected a target, one of {}, found `{}`", all.join(", "), other.display()))
        }
        None => Ok((targets, inputs)),
    }
}

/// As many side by side as there are cores.
fn search(wish: &Wish, built: &Path, targets: &[String]) -> Tally {
    let (waiting, counted) = (Mutex::new(targets.iter()), Mutex::new(Tally::default()));
    let next = || waiting.lock().expect("no panic").next();
    let lanes = thread::available_parallelism().map_or(1, usize::from).min(targets.len());
    println!("{} targets, {lanes} side by side, {} s each", targets.len(), wish.seconds.unwrap_or(SECONDS));
    thread::scope(|scope| {
        for _ in 0..lanes {
            scope.spawn(|| {
                while let Some(target) = next() {
                    let one = one(wish, built, target).map_or_else(
                        |reason| {
                            println!("error: {reason}");
                            Tally::one_failed(target)
                        },
                        |()| Tally::one_passed(),
                    );
                    *counted.lock().expect("no panic") += one;
                }
            });
        }
    });
    counted.into_inner().expect("no panic")
}

/// One target, to the line that counts it.
fn one(wish: &Wish, built: &Path, target: &str) -> Result {
    let found = run::search(built, target, wish.seconds.unwrap_or(SECONDS))?;
    println!("{target:<10} {found}");
    if wish.keep { corpus::keep(built, target) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_targets_or_inputs_and_nothing_else() {
        let texts = |items: &[&str]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
        let all = texts(&["links", "zip"]);
        let input = paths::root().join("Cargo.toml");
        let names = texts(&["links", input.to_str().unwrap()]);
        assert_eq!(sorted(&names, &all), Ok((texts(&["links"]), vec![input])));
        for wrong in ["lniks", "gone/crash-2"] {
            assert!(sorted(&texts(&[wrong]), &all).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_target_has_its_program_and_its_words() {
        let manifest = std::fs::read_to_string(paths::root().join("fuzz/Cargo.toml")).unwrap();
        let targets = targets().unwrap();
        assert!(!targets.is_empty());
        for target in targets {
            assert!(manifest.contains(&format!("path = \"fuzz_targets/{target}.rs\"")), "{target}");
            assert!(build::dictionary(&target).is_file(), "{target}");
        }
    }
}
