//! What became of a break.

use super::breaks::HeldBy;
use super::run::Ended;
use std::fmt;

#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// By whom.
    Caught(String),
    Survived,
    /// Nothing can be said, for this reason.
    Invalid(String),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Caught(by) => write!(f, "caught by {by}"),
            Self::Survived => f.write_str("SURVIVED"),
            Self::Invalid(reason) => write!(f, "ERROR, {reason}"),
        }
    }
}

pub fn judge(ended: &Ended, held_by: &HeldBy) -> Outcome {
    if let HeldBy::Build(words) = held_by {
        return match (ended.success, ended.errors.contains(words.as_str())) {
            (true, _) => Outcome::Survived,
            (false, true) => Outcome::Caught("the build".to_string()),
            (false, false) => Outcome::Invalid(format!("the build says nothing of `{words}`")),
        };
    }
    match &ended.tally.failures[..] {
        [] => {}
        [only] => return Outcome::Caught(format!("`{only}`")),
        [first, others @ ..] => return Outcome::Caught(format!("`{first}` and {} more", others.len())),
    }
    if ended.results == 0 {
        let said = ended.errors.lines().find(|line| line.starts_with("error")).unwrap_or("it says nothing");
        return Outcome::Invalid(format!("no test ran: {said}"));
    }
    if ended.tally.passed == 0 {
        return Outcome::Invalid("no test passed, and none failed".to_string());
    }
    Outcome::Survived
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tests(output: &str) -> Outcome {
        judge(&Ended::read(output, "error: could not compile", false), &HeldBy::Judges)
    }

    #[test]
    fn a_test_that_fails_has_caught_it() {
        let output = "test G7: one ... ok\ntest [nginx] G7: two ... FAILED\n\ntest result: FAILED. 1 passed; 1 failed; 0 ignored\n";
        assert_eq!(tests(output), Outcome::Caught("`[nginx] G7: two`".to_string()));
    }

    #[test]
    fn tests_that_pass_have_let_it_through() {
        assert_eq!(tests("test result: ok. 2 passed; 0 failed; 0 ignored"), Outcome::Survived);
    }

    #[test]
    fn what_ran_no_test_says_nothing() {
        for output in ["", "test result: ok. 0 passed; 0 failed; 3 ignored"] {
            assert!(matches!(tests(output), Outcome::Invalid(_)), "{output}");
        }
    }

    #[test]
    fn a_build_catches_with_its_own_words_only() {
        let build = |success, errors: &str| {
            judge(&Ended::read("", errors, success), &HeldBy::Build("127.0.0.1".to_string()))
        };
        assert_eq!(build(false, "expected 127.0.0.1"), Outcome::Caught("the build".to_string()));
        assert_eq!(build(true, ""), Outcome::Survived);
        assert!(matches!(build(false, "error[E0425]"), Outcome::Invalid(_)));
    }
}
