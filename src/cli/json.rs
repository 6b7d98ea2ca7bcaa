//! What scripts are given.

use serde_json::{Value, json};

use super::Stop;
use crate::check::{Finding, Mend, Place};
use crate::words;

pub fn print(value: &Value) -> Result<(), Stop> {
    super::print::line(&format!("{value:#}"))
}

pub fn findings(findings: &[Finding]) -> Value {
    findings.iter().map(finding).collect()
}

/// A problem without facts has none to give, rather than nothing.
fn finding(finding: &Finding) -> Value {
    let mut problem = json!(finding.problem);
    let facts = problem.get_mut("facts").map_or_else(|| json!({}), Value::take);
    json!({
        "severity": finding.severity.id(),
        "place": place(&finding.place),
        "kind": problem["kind"],
        "facts": facts,
        "message": words::message(&finding.problem),
        "advice": words::advice(finding).unwrap_or_default(),
        "mend": finding.mend.as_ref().map(mend),
    })
}

fn place(place: &Place) -> Value {
    match place {
        Place::Choice(name) => json!({ "choice": name }),
        Place::Field(key) => json!({ "field": key }),
        Place::Service(id) => json!({ "service": id }),
        Place::File { path, line } => json!({ "file": path, "line": line }),
    }
}

fn mend(mend: &Mend) -> Value {
    match mend {
        Mend::Set { key, value } => json!({ "set": key, "value": value }),
        Mend::Generate { key } => json!({ "generate": key }),
        Mend::LeaveOut { addon } => json!({ "leave_out": addon }),
    }
}
