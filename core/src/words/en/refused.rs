//! Why nothing is handed over.

use crate::{render, script};

/// A template that failed.
pub fn not_rendered(error: &render::Error) -> String {
    let (at, why) = match &error.fault {
        render::Fault::TooLarge { most, found } => {
            (String::new(), format!("expected a file of at most {most} bytes; found {found}"))
        }
        render::Fault::Refused { line, why } => {
            (line.map_or_else(String::new, |line| format!(" at line {line}")), why.clone())
        }
    };
    format!(
        "the template {} failed{at}: {why}. The fault is the template's, not your answers'",
        error.template
    )
}

/// There is no script for a terminal.
pub fn script_refused(error: &script::Error) -> String {
    match error {
        script::Error::Findings(findings) => findings.iter().map(super::finding).collect(),
        script::Error::Render(error) => not_rendered(error),
        script::Error::TooLong => "a line is longer than a terminal takes; use the zip".to_owned(),
    }
}
