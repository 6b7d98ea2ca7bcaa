//! Counts results as test harnesses print them.

use std::fmt;
use std::ops::AddAssign;

#[derive(Debug, Default, PartialEq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
}

impl Tally {
    pub fn one_passed() -> Self {
        Self { passed: 1, ..Self::default() }
    }

    pub fn one_failed() -> Self {
        Self { failed: 1, ..Self::default() }
    }

    pub fn one_skipped() -> Self {
        Self { skipped: 1, ..Self::default() }
    }

    /// No test has run, and none was left out.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes in a line like `test result: ok. 12 passed; 0 failed; 1 ignored; …`, and no other.
    pub fn read(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else {
            return;
        };
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

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
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
        assert_eq!(read(line), Tally { passed: 12, failed: 3, skipped: 1 });
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(read("says: test result: ok. 2 passed; 0 failed"), Tally::default());
    }

    #[test]
    fn the_last_line_has_its_fixed_shape() {
        assert_eq!(Tally { passed: 3, failed: 0, skipped: 2 }.to_string(), "3 passed, 0 failed, 2 skipped");
    }
}
