//! The command line, started again and again.

use crate::{Result, native, paths};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

struct Case {
    name: &'static str,
    limit: Duration,
    command: fn(&Path, &Path) -> Command,
}

const CASES: &[Case] =
    &[Case { name: "berth init --yes --dir DIR", limit: Duration::from_millis(15), command: init }];
const RUNS: u32 = 30;

fn init(berth: &Path, folder: &Path) -> Command {
    let mut command = Command::new(berth);
    command.args(["init", "--yes", "--dir"]).arg(folder);
    command.env("GITHUB_TOKEN", "ghp_0123456789abcdefghijABCDEFGHIJ012345");
    command.env("ANTHROPIC_API_KEY", "sk-ant-0123456789abcdefghij");
    command
}

pub fn bench() -> Result {
    let berth = native::berth("the command line that is measured")?;

    let mut slow = Vec::new();
    println!("\n{:<30}{:>10}{:>10}{:>10}   limit", "median of 30", "min", "median", "max");
    for case in CASES {
        let mut times = measure(case, &berth)?;
        times.sort();
        let (min, median, max) = (times[0], times[times.len() / 2], times[times.len() - 1]);
        let verdict = if median <= case.limit { "ok" } else { "too slow" };
        println!(
            "{:<30}{}{}{}   {} ms: {verdict}",
            case.name,
            ms(min),
            ms(median),
            ms(max),
            case.limit.as_millis()
        );
        if median > case.limit {
            slow.push(case.name);
        }
    }
    if slow.is_empty() { Ok(()) } else { Err(format!("too slow: {}", slow.join(", "))) }
}

fn ms(time: Duration) -> String {
    format!("{:>7.1} ms", time.as_secs_f64() * 1000.0)
}

fn measure(case: &Case, berth: &Path) -> Result<Vec<Duration>> {
    let work = paths::root().join("target/bench");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work).map_err(|e| e.to_string())?;
    let mut times = Vec::new();
    for run in 0..RUNS {
        let mut command = (case.command)(berth, &work.join(run.to_string()));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let started = Instant::now();
        let out = command.output().map_err(|e| format!("berth did not start: {e}"))?;
        times.push(started.elapsed());
        if !out.status.success() {
            return Err(format!("`{}` failed: {}", case.name, String::from_utf8_lossy(&out.stderr).trim()));
        }
    }
    let _ = fs::remove_dir_all(work);
    Ok(times)
}
