//! What libFuzzer says of a run.

use crate::Result;
use std::fmt;
use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Found {
    pub runs: u64,
    pub seconds: u64,
    /// How many places of the program were reached.
    pub coverage: u64,
    /// Inputs that reach something that no other does.
    pub corpus: u64,
}

impl Found {
    /// A run that counts nothing has looked for nothing.
    pub fn read(log: &str, seconds: u64) -> Result<Self> {
        let last = |name: &str| {
            let behind = log.rsplit_once(name).map(|(_, rest)| rest.trim_start())?;
            behind.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
        };
        let found = Self {
            runs: last("stat::number_of_executed_units:").unwrap_or(0),
            seconds,
            coverage: last(" cov:").unwrap_or(0),
            corpus: last(" corp:").unwrap_or(0),
        };
        if found.runs == 0 || found.coverage == 0 || found.corpus == 0 {
            return Err(format!("expected a run that counts what it reaches, found {found}"));
        }
        Ok(found)
    }
}

/// What another round adds.
impl AddAssign for Found {
    fn add_assign(&mut self, round: Self) {
        self.runs += round.runs;
        self.seconds += round.seconds;
        self.coverage = self.coverage.max(round.coverage);
        self.corpus = round.corpus;
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { runs, seconds, coverage, corpus } = self;
        let each_second = runs / seconds.max(&1);
        write!(f, "{runs} runs in {seconds} s, {each_second}/s; coverage {coverage}; corpus {corpus}")
    }
}

/// The input on which a run ended.
pub fn input(log: &str) -> Option<&str> {
    let (_, path) = log.rsplit_once("Test unit written to ")?;
    path.lines().next()
}

/// Why it ended: what the target said, else what libFuzzer did.
pub fn reason(log: &str) -> String {
    let mut lines = log.lines().skip_while(|line| !line.contains(" panicked at "));
    let said: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("stack backtrace")).collect();
    let summary = log.lines().filter(|line| line.starts_with("SUMMARY:") || line.starts_with("ALARM:"));
    let all: Vec<String> =
        said.into_iter().chain(summary).take(12).map(|line| line.chars().take(400).collect()).collect();
    all.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "#2\tINITED cov: 3 ft: 4 corp: 1/1b exec/s: 0 rss: 26Mb\n\
        #14306\tDONE   cov: 7548 ft: 20190 corp: 570/7538Kb lim: 41809 exec/s: 348 rss: 47Mb\n\
        Done 14306 runs in 41 second(s)\nstat::number_of_executed_units: 14306\nstat::peak_rss_mb: 47\n";
    const BAD: &str = "#9\tNEW cov: 3 ft: 4 corp: 1/1b\n\nthread '<unnamed>' (1) panicked at links.rs:51:5:\n\
        42 notices\nstack backtrace:\n   0: main\nSUMMARY: libFuzzer: deadly signal\n\
        artifact_prefix='a/'; Test unit written to a/crash-3c2b\nBase64: AAAA\n";

    #[test]
    fn the_last_numbers_count() {
        let found = Found::read(GOOD, 41).unwrap();
        assert_eq!(found, Found { runs: 14306, seconds: 41, coverage: 7548, corpus: 570 });
        assert_eq!(found.to_string(), "14306 runs in 41 s, 348/s; coverage 7548; corpus 570");
    }

    #[test]
    fn a_run_without_coverage_is_none() {
        for log in ["", &GOOD.replace(" cov: 7548", " cov: 0"), &GOOD.replace("units: 14306", "units: 0")] {
            assert!(Found::read(log, 1).is_err(), "{log}");
        }
    }

    #[test]
    fn rounds_are_added_up() {
        let mut all = Found { runs: 1, seconds: 2, coverage: 9, corpus: 5 };
        all += Found { runs: 10, seconds: 20, coverage: 8, corpus: 4 };
        assert_eq!(all, Found { runs: 11, seconds: 22, coverage: 9, corpus: 4 });
    }

    #[test]
    fn a_crash_tells_its_input_and_its_reason() {
        assert_eq!(input(BAD), Some("a/crash-3c2b"));
        assert_eq!(
            reason(BAD),
            "thread '<unnamed>' (1) panicked at links.rs:51:5:\n42 notices\nSUMMARY: libFuzzer: deadly signal"
        );
        assert_eq!((input(GOOD), reason(GOOD)), (None, String::new()));
    }
}
