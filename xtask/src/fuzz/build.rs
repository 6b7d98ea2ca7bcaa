//! Builds the targets by the stable compiler: the passes that count what an input reaches are its own. No sanitizer
//! of memory: it asks for another compiler, and Berth has no unsafe code.

use crate::{Result, debian, paths, run, toolchain};
use std::path::PathBuf;

const FLAGS: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Everything that fuzzing leaves behind.
pub fn folder() -> PathBuf {
    paths::root().join("target/fuzz")
}

/// The words that texts of this target are made of.
pub fn dictionary(target: &str) -> PathBuf {
    paths::root().join(format!("fuzz/dictionaries/{target}.txt"))
}

/// The folder of the programs.
pub fn build() -> Result<PathBuf> {
    ensure_cpp()?;
    let host = toolchain::host()?;
    let into = folder().join("build");
    // With a target of its own, what is built to run while building is not made to count.
    let mut cargo =
        run::cargo(&["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", &host]);
    cargo
        .arg("--target-dir")
        .arg(&into)
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\x1f"));
    run::step("fuzz targets", "built to count what an input reaches", "about 3 min at first");
    run::watched(&mut cargo)?;
    Ok(into.join(host).join("release"))
}

/// libFuzzer is written in it.
fn ensure_cpp() -> Result {
    if paths::program("c++").is_some() || std::env::var_os("CXX").is_some() {
        return Ok(());
    }
    if !debian::here() {
        return Err("expected a C++ compiler, `c++` on PATH or in $CXX: libFuzzer is built by it".to_string());
    }
    run::step("g++", "builds libFuzzer", "about 30 s");
    debian::install(&["g++"])
}
