//! One way from the answers to the zip, again and again, with a clock between its phases.

use std::hint::black_box;
use std::time::{Duration, Instant};

use berth::{plan, target};
use berth_testing::scenario::{self, Scenario};

pub const PHASES: [&str; 3] = ["plan", "render", "zip"];

/// So many at least, and for so long.
const RUNS: usize = 15;
const WHILE: Duration = Duration::from_millis(400);

/// Each phase's times, and those of all together, sorted, in milliseconds.
pub struct Times {
    pub phases: [Vec<f64>; 3],
    pub total: Vec<f64>,
}

pub fn measure(scenario: &Scenario) -> Times {
    let mut times = Times { phases: Default::default(), total: Vec::new() };
    let start = Instant::now();
    while times.total.len() < RUNS || start.elapsed() < WHILE {
        let run = run(scenario);
        for (phase, time) in times.phases.iter_mut().zip(run) {
            phase.push(time);
        }
        times.total.push(run.iter().sum());
    }
    times.phases.iter_mut().chain([&mut times.total]).for_each(|them| them.sort_by(f64::total_cmp));
    times
}

pub fn run(scenario: &Scenario) -> [f64; 3] {
    let (plan, planned) = timed(|| plan::make(scenario.stack, black_box(&scenario.answers)));
    let plan = plan.unwrap_or_else(|findings| panic!("{}", scenario::lines(&findings)));
    let (bundle, rendered) = timed(|| target::compose::bundle(&plan));
    let bundle = bundle.unwrap_or_else(|error| panic!("{error:?}"));
    let (_, zipped) = timed(|| bundle.zip().expect("a zip"));
    [planned, rendered, zipped]
}

/// In milliseconds; what is made is let go of afterwards.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let made = black_box(work());
    (made, start.elapsed().as_secs_f64() * 1000.0)
}

/// Of sorted times.
pub fn median(times: &[f64]) -> f64 {
    times[times.len() / 2]
}

/// Smallest, middle and largest.
pub fn three(times: &[f64]) -> String {
    format!("{:>8.3}{:>8.3}{:>8.3}", times[0], median(times), times[times.len() - 1])
}

/// A table's head: what the rows are, and three columns for each of these.
pub fn head(what: &str, columns: &[&str]) {
    print!("\n{what:<44}");
    for column in columns {
        print!("{column:>8}{:>8}{:>8}", "median", "max");
    }
    println!("   in ms");
}
