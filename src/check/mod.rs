//! Findings: what is wrong, where, and how to mend it. The page, the command line and the tests ask here.

#[cfg(feature = "cli")]
pub mod deployment;
pub mod dotenv;
mod finding;
pub mod interpolation;
pub mod ports;

pub use finding::{Finding, Mend, Place, Severity};
