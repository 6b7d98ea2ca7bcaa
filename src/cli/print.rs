//! Lines for a person. Findings go to standard error, everything else to standard output.

use std::io::{self, Write};

use super::Stop;
use crate::check::Finding;
use crate::words;

pub fn line(text: &str) -> Result<(), Stop> {
    Ok(writeln!(io::stdout(), "{text}")?)
}

/// All that standard output is to hold.
pub fn bytes(bytes: &[u8]) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

pub fn warnings(warnings: impl Iterator<Item = String>) -> Result<(), Stop> {
    let mut out = io::stderr().lock();
    for warning in warnings {
        writeln!(out, "{warning}")?;
    }
    Ok(())
}

pub fn findings(findings: &[Finding]) -> Result<(), Stop> {
    warnings(findings.iter().map(words::finding))
}
