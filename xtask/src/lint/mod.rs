//! `cargo xtask lint`: all that a machine can say about the sources without running them.

mod dependencies;
mod lines;
mod neutral;
mod sentences;
mod wording;

use crate::judges::{self, Bench};
use crate::{Result, files, paths, run, toolchain};
use std::process::Command;

const CLIPPY: [(&str, &[&str]); 6] = [
    ("host", &["--workspace", "--all-targets", "--features", "cli"]),
    // What needs more than a machine: `--all-targets` leaves out what runs by its name alone.
    ("tests and benches by name", &["--workspace", "--features", "cli", "--test", "*", "--bench", "*"]),
    ("every feature", &["--all-features", "--lib", "--bins", "--profile", "test"]),
    // The plan is whole without any target.
    (
        "core without a target",
        &["-p", "berth-core", "--all-targets", "--no-default-features", "--features", "read"],
    ),
    (
        "wasm, page",
        &["--target", "wasm32-unknown-unknown", "--features", "web", "--bin", "berth-page", "--lib"],
    ),
    (
        "wasm, engine",
        &["--target", "wasm32-unknown-unknown", "--features", "engine", "--bin", "berth-engine", "--lib"],
    ),
];

pub fn lint() -> Result {
    toolchain::ensure_wasm_std()?;
    let mut failed = Vec::new();
    let mut note = |name: &str, result: Result| {
        println!("── {name}: {}", if result.is_ok() { "ok" } else { "failed" });
        if let Err(reason) = result {
            eprintln!("{reason}");
            failed.push(name.to_string());
        }
    };
    note("format", run::live(&mut run::cargo(&["fmt", "--all", "--check"])));
    for (name, args) in CLIPPY {
        let mut command = run::cargo(&["clippy", "--quiet"]);
        command.args(args).args(["--", "-D", "warnings"]);
        note(&format!("clippy, {name}"), run::live(&mut command));
    }
    // A package of its own.
    let fuzz = ["--manifest-path", "fuzz/Cargo.toml"];
    note("format, fuzz", run::live(run::cargo(&["fmt", "--check"]).args(fuzz)));
    let mut command = run::cargo(&["clippy", "--quiet", "--all-targets", "--target-dir", "target/fuzz/lint"]);
    // Nothing is linked: libFuzzer need not be there.
    command.args(fuzz).args(["--", "-D", "warnings"]).env("CUSTOM_LIBFUZZER_PATH", "target/none");
    note("clippy, fuzz", run::live(&mut command));
    note("workflows", workflows());
    note("wording", wording::check());
    note("a neutral plan", neutral::check());
    note("sentences of problems", sentences::check());
    note("dependencies", dependencies::check());
    if failed.is_empty() { Ok(()) } else { Err(format!("lint failed: {}", failed.join("; "))) }
}

/// Holes, and what the schema does not know.
fn workflows() -> Result {
    let bench = Bench::seat(Some(&["zizmor", "check-jsonschema"]));
    if judges::all_must_sit() && !bench.missing().is_empty() {
        return Err("on CI no judge may be missing".to_string());
    }
    if let Some(zizmor) = bench.path("zizmor") {
        let mut command = Command::new(zizmor);
        run::output(command.args(["--offline", "--no-progress", ".github"]).current_dir(paths::root()))?;
    }
    if let Some(schema) = bench.path("check-jsonschema") {
        let mut command = Command::new(schema);
        command
            .args(["--builtin-schema", "vendor.github-workflows"])
            .args(files::inside(&paths::root().join(".github/workflows"))?);
        run::output(&mut command)?;
    }
    Ok(())
}
