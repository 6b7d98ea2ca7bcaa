//! Findings: what is wrong, where, and how to mend it. The page, the command line and the tests ask here.

mod finding;
pub mod ports;

pub use finding::{Finding, Mend, Place, Severity};
