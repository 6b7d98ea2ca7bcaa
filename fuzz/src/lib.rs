//! What several targets ask of what they are given.

use berth::answers::Answers;
use berth::check::{Finding, Place};
use berth::plan;
use berth::stack::{Field, Stack};

/// The input of a target that reads text.
#[macro_export]
macro_rules! fuzz_text {
    ($check:path) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
            // What is no text is none of a parser's business.
            let Ok(text) = str::from_utf8(bytes) else { return libfuzzer_sys::Corpus::Reject };
            $check(text);
            libfuzzer_sys::Corpus::Keep
        });
    };
}

pub fn secrets(stack: &Stack) -> impl Iterator<Item = &Field> {
    stack.fields.iter().filter(|field| field.secret().is_some())
}

/// No text alone puts a secret among the answers.
pub fn assert_without_secrets(stack: &Stack, answers: &Answers) {
    for field in secrets(stack) {
        assert!(answers.secret(&field.key).is_none() && answers.typed(&field.key).is_none(), "{}", field.key);
    }
}

/// Answers of any kind are planned, or what is wrong with them is said of something that there is.
pub fn assert_planned(stack: &Stack, answers: &Answers) {
    let findings = match plan::make(stack, answers) {
        Ok(plan) => plan.warnings,
        Err(findings) => {
            assert!(findings.iter().any(Finding::is_error), "refused without an error: {findings:#?}");
            findings
        }
    };
    for finding in findings {
        let known = match &finding.place {
            Place::Field(key) => stack.field(key).is_some() || answers.typed(key).is_some(),
            Place::Choice(_) => true,
            Place::Service(_) | Place::File { .. } => false,
        };
        assert!(known, "{finding:?}");
    }
}

/// The text has this line. YAML 1.1 has more line ends than one.
pub fn has_line(text: &str, line: usize) -> bool {
    let last = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).count();
    (1..=last).contains(&line)
}
