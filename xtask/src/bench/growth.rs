//! How the cost of a stack grows with its services, in instructions: these depend on nothing but the program, while times
//! leap where a stack outgrows one of the processor's caches.

use super::core_program;
use crate::{Result, debian, paths, run, toolchain};

const SIZES: [u64; 3] = [8, 80, 800];
/// More than the size grows by: what is sorted costs a little more.
const TOLERANCE: f64 = 1.1;

pub fn bench() -> Result {
    if !cfg!(target_os = "linux") || !has_valgrind() {
        println!("  skipped: instructions are counted by valgrind, on Linux");
        return Ok(());
    }
    run::step("growth", "plan, render and zip of a stack of 8, 80 and 800 services, counted", "about 2 min");
    let costs = SIZES.map(cost);
    let mut too_fast = Vec::new();
    println!("\n{:<30}{:>16}{:>10}", "services in a growing stack", "instructions", "growth");
    let mut before: Option<(u64, u64)> = None;
    for (size, cost) in SIZES.into_iter().zip(costs) {
        let cost = cost?;
        let growth = before.map(|(smaller, less)| (ratio(size, smaller), ratio(cost, less)));
        let shown = growth.map_or(String::new(), |(sizes, costs)| {
            let limit = sizes * TOLERANCE;
            let verdict = if costs <= limit { "ok" } else { "TOO FAST" };
            format!("{:>10}   at most x {limit:.0}: {verdict}", format!("x {costs:.1}"))
        });
        println!("{size:<30}{cost:>16}{shown}");
        if growth.is_some_and(|(sizes, costs)| costs > sizes * TOLERANCE) {
            too_fast.push(size.to_string());
        }
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
fn cost(services: u64) -> Result<u64> {
    let (once, twice) = (instructions(services, 1)?, instructions(services, 2)?);
    twice.checked_sub(once).filter(|cost| *cost > 0).ok_or(format!("{once} instructions once, {twice} twice"))
}

fn instructions(services: u64, times: u64) -> Result<u64> {
    let runner = format!("CARGO_TARGET_{}_RUNNER", toolchain::host()?.to_uppercase().replace('-', "_"));
    let mut command = core_program::command();
    command.args(["--", "--count", &services.to_string(), &times.to_string()]);
    command.env(runner, "valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-fd=1");
    let said = run::output(&mut command)?;
    let counted = said.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    counted.ok_or_else(|| format!("expected valgrind to say what it counted, found:\n{said}"))
}
