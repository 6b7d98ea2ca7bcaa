//! Findings: what is wrong, where, and how to mend it. The page, the command line and the tests ask here.

mod finding;
pub mod ports;
mod problem;

pub use finding::{Finding, Mend, Place, Severity};
#[cfg(all(feature = "bundle", feature = "read"))]
pub use problem::OfDeployment;
pub use problem::{OfAnswers, Problem};
