//! The tests that run as wasm, in a real browser.

use crate::judges::Bench;
use crate::{Result, files, paths, run, toolchain};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The core's unit tests, which read the stacks that ship from their manifests.
pub fn core(bench: &Bench) -> Result<Option<Command>> {
    command(bench, &["--package", "berth-core", "--features", "read", "--lib"])
}

/// The page's, by the core as the page has it.
pub fn page(bench: &Bench) -> Result<Option<Command>> {
    command(bench, &["--features", "web,engine", "--lib", "--test", "wasm"])
}

fn command(bench: &Bench, what: &[&str]) -> Result<Option<Command>> {
    toolchain::ensure()?;
    let (Some(driver), Some(browser)) = (bench.path("chromedriver"), bench.path("chromium")) else {
        println!("  skipped: these tests need Chromium and chromedriver");
        return Ok(None);
    };
    let mut command = run::cargo(&["test", "--target", "wasm32-unknown-unknown"]);
    command
        .args(what)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(browser)?)
        .env("WASM_BINDGEN_USE_BROWSER", "1");
    Ok(Some(command))
}

/// The browser that the runner asks chromedriver for.
fn capabilities(browser: &Path) -> Result<PathBuf> {
    let options = json!({ "binary": browser, "args": [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--no-default-browser-check",
    ] });
    let file = paths::root().join("target/webdriver.json");
    files::write(&file, json!({ "goog:chromeOptions": options }).to_string())?;
    Ok(file)
}
