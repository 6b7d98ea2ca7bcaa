//! How the cost of a stack grows with its services, in instructions: these depend on nothing but the program, while times
//! leap where a stack outgrows one of the processor's caches.

use crate::{Result, debian, paths, run, toolchain};
use std::process::Command;

const SIZES: [u64; 3] = [8, 80, 800];
/// More than the size grows by: what is sorted costs a little more.
const TOLERANCE: f64 = 1.1;

pub fn bench(program: fn() -> Command) -> Result {
    if !cfg!(target_os = "linux") || !has_valgrind() {
        println!("  skipped: instructions are counted by valgrind, on Linux");
        return Ok(());
    }
    run::step("growth", "plan, render and zip of a stack of 8, 80 and 800 services, counted", "about 2 min");
    println!("\n{:<30}{:>16}{:>10}", "services in a growing stack", "instructions", "growth");
    let mut too_fast = Vec::new();
    let mut before: Option<(u64, u64)> = None;
    for size in SIZES {
        let cost = cost(program, size)?;
        let mut shown = String::new();
        if let Some((smaller, less)) = before {
            let (growth, limit) = (ratio(cost, less), ratio(size, smaller) * TOLERANCE);
            let verdict = if growth <= limit { "ok" } else { "TOO FAST" };
            shown = format!("{:>10}   at most x {limit:.0}: {verdict}", format!("x {growth:.1}"));
            if growth > limit {
                too_fast.push(size.to_string());
            }
        }
        println!("{size:<30}{cost:>16}{shown}");
        before = Some((size, cost));
    }
    if too_fast.is_empty() {
        return Ok(());
    }
    Err(format!("the cost grows faster than the stack at {} services", too_fast.join(" and at ")))
}

#[allow(clippy::cast_precision_loss, reason = "they are far from the limit of exact numbers")]
fn ratio(one: u64, other: u64) -> f64 {
    one as f64 / other as f64
}

fn has_valgrind() -> bool {
    let here = || paths::program("valgrind").is_some();
    here() || (debian::here() && debian::install(&["valgrind"]).is_ok() && here())
}

/// Of one more time: what reads the stack is counted in both, and taken off.
fn cost(program: fn() -> Command, services: u64) -> Result<u64> {
    let (once, twice) = (instructions(program(), services, 1)?, instructions(program(), services, 2)?);
    twice.checked_sub(once).filter(|cost| *cost > 0).ok_or(format!("{once} instructions once, {twice} twice"))
}

fn instructions(mut command: Command, services: u64, times: u64) -> Result<u64> {
    let runner = format!("CARGO_TARGET_{}_RUNNER", toolchain::host()?.to_uppercase().replace('-', "_"));
    command.args(["--", "--count", &services.to_string(), &times.to_string()]);
    command.env(runner, "valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-fd=1");
    let said = run::output(&mut command)?;
    let counted = said.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    counted.ok_or_else(|| format!("expected valgrind to say what it counted, found:\n{said}"))
}
