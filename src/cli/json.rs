//! What scripts are given.

use serde_json::{Value, json};

use crate::check::{Finding, Mend, Place};

pub fn print(value: &Value) -> Result<(), super::Stop> {
    super::print::line(&format!("{value:#}"))
}

pub fn findings(findings: &[Finding]) -> Value {
    findings.iter().map(finding).collect()
}

fn finding(finding: &Finding) -> Value {
    json!({
        "severity": finding.severity.id(),
        "place": place(&finding.place),
        "message": finding.message,
        "advice": finding.advice,
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
