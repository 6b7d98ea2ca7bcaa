//! What harnesses print, line by line: the results are counted, and what failed is said again at the end.

use super::Tally;

#[derive(Default)]
pub struct Lines {
    pub tally: Tally,
    /// The names of tests that failed.
    pub failed: Vec<String>,
}

impl Lines {
    /// Whether the line is the result of one test that passed: a log is searched for what did not.
    pub fn read(&mut self, line: &str) -> bool {
        let line = without_colour(line);
        self.tally.read(&line);
        let Some((name, verdict)) = line.strip_prefix("test ").and_then(|test| test.rsplit_once(" ... "))
        else {
            return false;
        };
        if verdict.starts_with("FAILED") {
            self.failed.push(name.trim_end().to_string());
        }
        verdict.starts_with("ok")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_remembered() {
        let mut lines = Lines::default();
        for line in [
            "test host::a_name ... FAILED",
            "test [nginx] a sentence ... with dots   ... \x1b[31mFAILED\x1b[0m",
            "test lite: all is healthy ... FAILED (180.0 s)",
            "test host::another ... ignored",
        ] {
            assert!(!lines.read(line), "{line}");
        }
        assert_eq!(
            lines.failed,
            ["host::a_name", "[nginx] a sentence ... with dots", "lite: all is healthy"]
        );
    }

    #[test]
    fn what_passed_is_told_from_all_else() {
        let mut lines = Lines::default();
        assert!(lines.read("test host::a_name ... ok"));
        assert!(lines.read("test lite: all is healthy ... \x1b[32mok\x1b[0m (61.2 s)"));
        for line in ["test result: ok. 1 passed; 0 failed; 0 ignored", "running 2 tests", "says: a ... ok"] {
            assert!(!lines.read(line), "{line}");
        }
        assert!(lines.failed.is_empty());
    }

    #[test]
    fn colour_does_not_hide_a_result() {
        let mut lines = Lines::default();
        lines.read("test result: \x1b[32mok\x1b[0m. 2 passed; 0 failed; 0 ignored");
        assert_eq!(lines.tally.passed, 2);
    }
}
