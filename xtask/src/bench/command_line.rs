//! The command line, started again and again.

use crate::{Result, files, native, paths};
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const CASE: &str = "berth init --yes --dir DIR";
const LIMIT: Duration = Duration::from_millis(15);
const RUNS: usize = 30;

pub fn bench() -> Result {
    let mut times = measure()?;
    times.sort();
    let median = times[RUNS / 2];
    let verdict = if median <= LIMIT { "ok" } else { "too slow" };
    println!("\n{:<30}{:>10}{:>10}{:>10}   limit", "median of 30", "min", "median", "max");
    let [min, middle, max] =
        [times[0], median, times[RUNS - 1]].map(|time| format!("{:>7.1} ms", time.as_secs_f64() * 1000.0));
    println!("{CASE:<30}{min}{middle}{max}   {} ms: {verdict}", LIMIT.as_millis());
    if median > LIMIT { Err(format!("too slow: {CASE}")) } else { Ok(()) }
}

fn measure() -> Result<Vec<Duration>> {
    let berth = native::berth("the command line that is measured")?;
    let work = paths::root().join("target/bench");
    let _ = fs::remove_dir_all(&work);
    let work = files::made(work)?;
    let mut times = Vec::new();
    for run in 0..RUNS {
        let mut command = Command::new(&berth);
        command.args(["init", "--yes", "--dir"]).arg(work.join(run.to_string())).stdin(Stdio::null());
        command.env("GITHUB_TOKEN", "ghp_0123456789abcdefghijABCDEFGHIJ012345");
        command.env("ANTHROPIC_API_KEY", "sk-ant-0123456789abcdefghij");
        let started = Instant::now();
        let out = command.output().map_err(|e| format!("berth did not start: {e}"))?;
        times.push(started.elapsed());
        if !out.status.success() {
            return Err(format!("`{CASE}` failed: {}", String::from_utf8_lossy(&out.stderr).trim()));
        }
    }
    let _ = fs::remove_dir_all(work);
    Ok(times)
}
