//! Lanes and their steps. A step is one sentence, and counts as one test; a lane that can't go on says how far it came.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;
use std::{env, thread};

use crate::engine::Engine;

#[derive(Clone, Copy)]
pub struct Lane {
    pub name: &'static str,
    pub run: fn(&Steps, &Engine),
}

#[derive(Clone)]
pub struct Steps {
    lane: String,
    number: usize,
    passed: Arc<AtomicUsize>,
    failed: Arc<AtomicUsize>,
    skipped: Arc<AtomicUsize>,
    out: &'static Mutex<()>,
}

/// What a step that nothing can go on without fails with.
struct Ended;

impl Steps {
    /// The number of this lane's first port: a hundred for each.
    pub fn first_port(&self) -> u16 {
        21_000 + 100 * u16::try_from(self.number).expect("few lanes")
    }

    /// A part of the lane, told apart by a word.
    pub fn within(&self, part: &str) -> Self {
        Self { lane: format!("{} {part}", self.lane), ..self.clone() }
    }

    pub fn step(&self, sentence: &str, step: impl FnOnce()) {
        self.judged(sentence, step);
    }

    /// A step that the rest of the lane stands on.
    pub fn must<T>(&self, sentence: &str, step: impl FnOnce() -> T) -> T {
        self.judged(sentence, step).unwrap_or_else(|| resume_unwind(Box::new(Ended)))
    }

    /// A step that can't be taken here.
    pub fn skip(&self, sentence: &str, why: &str) {
        self.skipped.fetch_add(1, Ordering::Relaxed);
        let _alone = self.out.lock();
        println!("test {}: {sentence} ... ignored, {why}", self.lane);
    }

    fn judged<T>(&self, sentence: &str, step: impl FnOnce() -> T) -> Option<T> {
        let started = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(step)).ok();
        let verdict = if result.is_some() { "ok" } else { "FAILED" };
        let count = if result.is_some() { &self.passed } else { &self.failed };
        count.fetch_add(1, Ordering::Relaxed);
        let _alone = self.out.lock();
        println!("test {}: {sentence} ... {verdict} ({:.1} s)", self.lane, started.elapsed().as_secs_f64());
        result
    }
}

/// Runs those lanes whose names hold one of the words of the command line, where there are any; so many side by side.
pub fn run(engine: &Engine, lanes: &[Lane], at_once: usize) -> ExitCode {
    static OUT: Mutex<()> = Mutex::new(());
    let started = Instant::now();
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wanted =
        |lane: &&Lane| words.is_empty() || words.iter().any(|word| lane.name.contains(word.as_str()));
    let new = |number: usize, lane: &Lane| Steps {
        lane: lane.name.to_owned(),
        number,
        passed: Arc::default(),
        failed: Arc::default(),
        skipped: Arc::default(),
        out: &OUT,
    };
    let running: Vec<_> =
        lanes.iter().filter(wanted).enumerate().map(|(at, lane)| (lane, new(at, lane))).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((lane, steps)) = running.get(next.fetch_add(1, Ordering::Relaxed)) {
            let whole = catch_unwind(AssertUnwindSafe(|| (lane.run)(steps, engine)));
            if whole.is_err_and(|why| !why.is::<Ended>()) {
                steps.failed.fetch_add(1, Ordering::Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(work);
        }
    });
    let sum = |count: fn(&Steps) -> &Arc<AtomicUsize>| -> usize {
        running.iter().map(|(_, steps)| count(steps).load(Ordering::Relaxed)).sum()
    };
    let (passed, failed) = (sum(|steps| &steps.passed), sum(|steps| &steps.failed));
    let skipped = sum(|steps| &steps.skipped);
    let verdict = if failed == 0 { "ok" } else { "FAILED" };
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "\ntest result: {verdict}. {passed} passed; {failed} failed; {skipped} ignored; finished in {seconds:.2}s"
    );
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
