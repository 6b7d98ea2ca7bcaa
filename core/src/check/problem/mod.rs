//! What is wrong, as data: a variant for each kind of problem, with its facts. Its sentence is made at the very end, by
//! `words`, and whoever has to tell one problem from another asks for its kind.
//!
//! A script is given the kind's name and the facts: both are kept once they are published.

mod answers;
#[cfg(all(feature = "bundle", feature = "read"))]
mod deployment;

pub use answers::OfAnswers;
#[cfg(all(feature = "bundle", feature = "read"))]
pub use deployment::OfDeployment;

use serde::Serialize;

use crate::values::Wrong;

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Problem {
    Answers(OfAnswers),
    /// A value that is none of its kind.
    Value(Wrong),
    #[cfg(all(feature = "bundle", feature = "read"))]
    Deployment(OfDeployment),
}

impl From<OfAnswers> for Problem {
    fn from(problem: OfAnswers) -> Self {
        Self::Answers(problem)
    }
}

impl From<Wrong> for Problem {
    fn from(wrong: Wrong) -> Self {
        Self::Value(wrong)
    }
}

#[cfg(all(feature = "bundle", feature = "read"))]
impl From<OfDeployment> for Problem {
    fn from(problem: OfDeployment) -> Self {
        Self::Deployment(problem)
    }
}
