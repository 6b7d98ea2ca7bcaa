//! English. Here are the sentences of problems.

pub mod amounts;
mod answers;
pub mod bundle;
#[cfg(all(feature = "bundle", feature = "read"))]
pub mod deployment;
pub mod link;
pub mod page;
pub mod plan;
#[cfg(feature = "bundle")]
pub mod refused;
#[cfg(feature = "bundle")]
pub mod script;
pub mod stack;
#[cfg(feature = "read")]
pub mod stack_folder;
#[cfg(feature = "read")]
pub mod terminal;
pub mod values;

use crate::check::{Finding, Problem};

/// What is wrong.
pub fn message(problem: &Problem) -> String {
    match problem {
        Problem::Answers(problem) => answers::message(problem),
        Problem::Value(problem) => values::wrong(problem),
        #[cfg(all(feature = "bundle", feature = "read"))]
        Problem::Deployment(problem) => deployment::message(problem),
    }
}

/// How to mend it, as a person or a button does. None: the message says it all.
pub fn advice(finding: &Finding) -> Option<String> {
    match &finding.problem {
        Problem::Answers(problem) => answers::advice(problem, finding.mend.as_ref()),
        Problem::Value(_) => finding.mend.as_ref().map(answers::mend),
        #[cfg(all(feature = "bundle", feature = "read"))]
        Problem::Deployment(problem) => deployment::advice(problem),
    }
}

/// All of it, in a line.
pub fn finding(finding: &Finding) -> String {
    let message = message(&finding.problem);
    let mut line = format!("{}: {}: {message}", finding.severity.id(), finding.place);
    if let Some(advice) = advice(finding) {
        line.push_str("; ");
        line.push_str(&advice);
    }
    line
}
