//! What `.env` must hold so that the Compose files can be filled, and what it must not.

use std::collections::{BTreeMap, BTreeSet};

use super::layer::Layer;
use crate::check::interpolation::{Reference, references};
use crate::check::{Finding, Place, dotenv};
use crate::messages::deployment as say;
use crate::stack::Encoding;

pub fn check(layer: &Layer, values: &BTreeMap<String, String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut said = BTreeSet::new();
    for (at, line) in layer.text.lines().enumerate() {
        if line.trim_start().starts_with('#') {
            continue;
        }
        for reference in references(line) {
            let place = Place::File { path: layer.path.clone(), line: Some(at + 1) };
            let Some(finding) = of_reference(reference, place, values) else { continue };
            if said.insert(finding.message.clone()) {
                findings.push(finding);
            }
        }
    }
    findings
}

/// A service's own file of variables. Compose fills it as it fills its files.
pub fn private(file: &super::Found, values: &BTreeMap<String, String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for line in dotenv::read(&file.text).0 {
        let place = || Place::File { path: file.path.clone(), line: Some(line.number) };
        let missing =
            |it: &Reference| it.operator == ":?" && values.get(it.name).is_none_or(String::is_empty);
        if references(&line.value).iter().any(missing) {
            findings.push(Finding::error(place(), say::private_is_empty(&line.name)));
        }
    }
    findings
}

fn of_reference(reference: Reference, place: Place, values: &BTreeMap<String, String>) -> Option<Finding> {
    let Reference { name, operator, argument } = reference;
    let value = values.get(name);
    let empty = value.is_none_or(String::is_empty);
    match operator {
        ":?" if empty => {
            Some(Finding::error(place, say::required_is_empty(name)).advise(say::write_it(name)))
        }
        "?" if value.is_none() => {
            Some(Finding::error(place, say::required_is_empty(name)).advise(say::write_it(name)))
        }
        "" if value.is_none() => {
            Some(Finding::warning(place, say::not_set(name)).advise(say::write_it(name)))
        }
        ":-" | "-" if is_secret(name) && !argument.is_empty() && !argument.starts_with('$') => {
            Some(Finding::error(place, say::weak_default(name)).advise(say::require_it(name)))
        }
        _ => None,
    }
}

fn is_secret(name: &str) -> bool {
    let last = name.rsplit('_').next().unwrap_or(name);
    matches!(last, "PASSWORD" | "PASS" | "SECRET" | "TOKEN" | "KEY")
}

/// A secret and its encoded form, of which only one was changed (G2).
pub fn twins(env: &[dotenv::Line], values: &BTreeMap<String, String>) -> Vec<Finding> {
    let mismatch = |line: &dotenv::Line| {
        [Encoding::Npgsql, Encoding::Percent].into_iter().find_map(|encoding| {
            let base = line.name.strip_suffix(encoding.suffix())?;
            let differs = is_secret(base) && encoding.apply(values.get(base)?) != line.value;
            let place = Place::File { path: ".env".to_owned(), line: Some(line.number) };
            differs.then(|| {
                Finding::error(place, say::twin_differs(&line.name, base)).advise(say::change_both(base))
            })
        })
    };
    env.iter().filter_map(mismatch).collect()
}
