//! Counts results as test harnesses print them, and remembers the names of those that failed.

use std::fmt;
use std::ops::AddAssign;

#[derive(Debug, Default, PartialEq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
    /// What failed, by name.
    pub failures: Vec<String>,
}

impl Tally {
    pub fn one_passed() -> Self {
        Self { passed: 1, ..Self::default() }
    }

    pub fn one_failed(name: impl Into<String>) -> Self {
        Self { failed: 1, failures: vec![name.into()], ..Self::default() }
    }

    pub fn one_skipped() -> Self {
        Self { skipped: 1, ..Self::default() }
    }

    /// No test has run, and none was left out.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes in `test result: ok. 12 passed; 0 failed; 1 ignored; …`, and `test a_name ... FAILED`. Whether the line is the
    /// result of one test that passed: a log is searched for what did not.
    pub fn read(&mut self, line: &str) -> bool {
        let line = without_colour(line);
        if let Some(result) = line.strip_prefix("test result: ") {
            self.count(result);
        }
        let Some((name, verdict)) = line.strip_prefix("test ").and_then(|test| test.rsplit_once(" ... "))
        else {
            return false;
        };
        if verdict.starts_with("FAILED") {
            self.failures.push(name.trim_end().to_string());
        }
        verdict.starts_with("ok")
    }

    fn count(&mut self, result: &str) {
        let words: Vec<_> = result.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2) {
            let Ok(number) = pair[0].parse::<usize>() else { continue };
            match pair[1] {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }
}

/// Without `ESC [ … letter`.
fn without_colour(line: &str) -> String {
    let mut parts = line.split("\x1b[");
    let mut text = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).map_or(part.len(), |at| at + 1);
        text += &part[end..];
    }
    text
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.failures.extend(other.failures);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn read(line: &str) -> Tally {
        let mut tally = Tally::default();
        tally.read(line);
        tally
    }

    #[test]
    fn results_are_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.01s";
        assert_eq!(read(line), Tally { passed: 12, failed: 3, skipped: 1, failures: Vec::new() });
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(read("says: test result: ok. 2 passed; 0 failed"), Tally::default());
    }

    #[test]
    fn the_last_line_has_its_fixed_shape() {
        let tally = Tally { passed: 3, skipped: 2, ..Tally::default() };
        assert_eq!(tally.to_string(), "3 passed, 0 failed, 2 skipped");
    }

    #[test]
    fn what_failed_is_remembered() {
        let mut tally = Tally::default();
        for line in [
            "test host::a_name ... FAILED",
            "test [nginx] a sentence ... with dots   ... \x1b[31mFAILED\x1b[0m",
            "test lite: all is healthy ... FAILED (180.0 s)",
            "test host::another ... ignored",
        ] {
            assert!(!tally.read(line), "{line}");
        }
        let failures = ["host::a_name", "[nginx] a sentence ... with dots", "lite: all is healthy"];
        assert_eq!(tally.failures, failures);
    }

    #[test]
    fn what_passed_is_told_from_all_else() {
        let mut tally = Tally::default();
        assert!(tally.read("test host::a_name ... ok"));
        assert!(tally.read("test lite: all is healthy ... \x1b[32mok\x1b[0m (61.2 s)"));
        for line in ["test result: ok. 1 passed; 0 failed; 0 ignored", "running 2 tests", "says: a ... ok"] {
            assert!(!tally.read(line), "{line}");
        }
        assert!(tally.failures.is_empty());
    }

    #[test]
    fn colour_does_not_hide_a_result() {
        assert_eq!(read("test result: \x1b[32mok\x1b[0m. 2 passed; 0 failed; 0 ignored").passed, 2);
    }
}
