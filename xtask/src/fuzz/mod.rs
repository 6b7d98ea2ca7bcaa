//! `cargo xtask fuzz`: each parser of foreign text is given text after text, guided by what of the program each of them
//! reaches. What is found is kept in `target/fuzz`; only `--keep` writes into the tree.

mod build;
mod corpus;
mod log;
mod run;

use crate::{Result, paths};
use build::Built;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

/// For each target, where nothing else is said.
const SECONDS: u64 = 60;

#[derive(Debug, Default, PartialEq)]
struct Wish {
    targets: Vec<String>,
    /// Inputs that are run once, instead of a search for others.
    inputs: Vec<PathBuf>,
    seconds: Option<u64>,
    keep: bool,
}

pub fn fuzz(args: &[String]) -> Result {
    let all = targets()?;
    let wish = wish(args, &all, &|path| path.is_file())?;
    let built = build::build()?;
    match (&wish.targets[..], &wish.inputs[..]) {
        (_, []) => search(&wish, &built, if wish.targets.is_empty() { &all } else { &wish.targets }),
        ([target], inputs) => run::again(&built, target, inputs),
        _ => Err("expected one target for these inputs".to_string()),
    }
}

/// The names of the programs in `fuzz/fuzz_targets`.
fn targets() -> Result<Vec<String>> {
    let folder = paths::root().join("fuzz/fuzz_targets");
    let files = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let names = files.flatten().filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_string()));
    let mut names: Vec<String> = names.collect();
    names.sort();
    Ok(names)
}

fn wish(args: &[String], all: &[String], is_file: &dyn Fn(&Path) -> bool) -> Result<Wish> {
    let mut wish = Wish::default();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--keep" => wish.keep = true,
            "--seconds" => {
                let seconds = args.next().and_then(|number| number.parse().ok());
                wish.seconds = Some(seconds.ok_or("expected a number behind --seconds")?);
            }
            // As tests have it: a crash is its own target's alone.
            "--no-fail-fast" => {}
            name if all.iter().any(|target| target == name) => wish.targets.push(name.to_string()),
            path if is_file(Path::new(path)) => wish.inputs.push(path.into()),
            other => return Err(format!("expected a target, one of {}, found `{other}`", all.join(", "))),
        }
    }
    Ok(wish)
}

/// As many side by side as there are cores.
fn search(wish: &Wish, built: &Built, targets: &[String]) -> Result {
    let waiting = Mutex::new(targets.iter().collect::<VecDeque<_>>());
    let failed = Mutex::new(Vec::new());
    let lanes = thread::available_parallelism().map_or(1, usize::from).min(targets.len());
    let seconds = wish.seconds.unwrap_or(SECONDS);
    println!("{} targets, {lanes} side by side, {seconds} s each", targets.len());
    thread::scope(|scope| {
        for _ in 0..lanes {
            scope.spawn(|| {
                while let Some(target) = next(&waiting) {
                    if let Err(reason) = one(wish, built, target, seconds) {
                        println!("error: {reason}");
                        failed.lock().expect("no panic").push(target.clone());
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().expect("no panic");
    if failed.is_empty() { Ok(()) } else { Err(format!("fuzzing failed: {}", failed.join(", "))) }
}

fn next<'a>(waiting: &Mutex<VecDeque<&'a String>>) -> Option<&'a String> {
    waiting.lock().expect("no panic").pop_front()
}

/// One target, to the line that counts it.
fn one(wish: &Wish, built: &Built, target: &str, seconds: u64) -> Result {
    let result = run::search(built, target, seconds).and_then(|found| {
        println!("{target:<10} {found}");
        if wish.keep { corpus::keep(built, target) } else { Ok(()) }
    });
    match &result {
        Ok(()) => println!("test result: ok. 1 passed; 0 failed; 0 ignored; {target}"),
        Err(_) => println!("test {target} ... FAILED\ntest result: FAILED. 0 passed; 1 failed; 0 ignored"),
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Wish> {
        let texts = |items: &[&str]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
        wish(&texts(args), &texts(&["links", "zip"]), &|path| path.ends_with("crash-1"))
    }

    #[test]
    fn a_wish_names_targets_inputs_and_time() {
        let wish = read(&["--no-fail-fast", "links", "a/crash-1", "--seconds", "5", "--keep"]).unwrap();
        let expected = Wish {
            targets: vec!["links".into()],
            inputs: vec!["a/crash-1".into()],
            seconds: Some(5),
            keep: true,
        };
        assert_eq!(wish, expected);
    }

    #[test]
    fn what_is_neither_is_refused() {
        for args in [&["lniks"][..], &["--seconds"], &["--seconds", "x"], &["gone/crash-2"]] {
            assert!(read(args).is_err(), "{args:?}");
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
