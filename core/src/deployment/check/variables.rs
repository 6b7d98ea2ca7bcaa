//! What `.env` must hold so that the Compose files can be filled, and what it must not.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::check::{Finding, OfDeployment as Problem, Place};
use crate::deployment::compose::{Layer, Values};
use crate::deployment::interpolation::{Reference, references};
use crate::deployment::{Found, dotenv};
use crate::stack::Encoding;
use crate::yaml::Value;

/// Any shell hands these on, and Compose makes the last.
const ALWAYS_SET: [&str; 7] = ["HOME", "LOGNAME", "PATH", "PWD", "SHELL", "USER", "COMPOSE_PROJECT_NAME"];

/// Of a fragment nobody knows which variables are set.
pub fn check(layer: &Layer, is_fragment: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    collect(&layer.tree, &mut found);
    let found: BTreeSet<Reference> = found.into_iter().collect();
    let mut lines: BTreeMap<Reference, usize> = BTreeMap::new();
    for (at, line) in layer.text.lines().enumerate() {
        if line.trim_start().starts_with('#') {
            continue;
        }
        for reference in references(line) {
            lines.entry(reference).or_insert(at + 1);
        }
    }
    // As they stand in the file; what is written over lines has none.
    let mut found: Vec<(Option<usize>, Reference)> =
        found.into_iter().map(|reference| (lines.get(&reference).copied(), reference)).collect();
    found.sort_by_key(|(line, _)| line.unwrap_or(usize::MAX));
    let mut said = HashSet::new();
    let mut findings = Vec::new();
    for (line, reference) in found {
        let place = Place::File { path: layer.path.clone(), line };
        let Some(finding) = of_reference(reference, place, &layer.values, is_fragment) else { continue };
        if said.insert(finding.problem.clone()) {
            findings.push(finding);
        }
    }
    findings
}

/// Compose fills values, and no keys.
fn collect<'a>(tree: &'a Value, found: &mut Vec<Reference<'a>>) {
    match tree {
        Value::String(text) => found.extend(references(text)),
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Mapping(entries) => entries.iter().for_each(|(_, value)| collect(value, found)),
        Value::Tagged(tagged) => collect(&tagged.value, found),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A service's own file of variables. Compose fills it as it fills its files.
pub fn private(file: &Found, values: &Values) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = dotenv::read(&file.text).0;
    for (at, line) in lines.iter().enumerate() {
        let place = || Place::File { path: file.path.clone(), line: Some(line.number) };
        let is_filled = |name: &str| {
            let above = lines[..at].iter().any(|line| line.name == name && !line.value.is_empty());
            above || values.known.get(name).is_some_and(|value| !value.is_empty())
        };
        let missing =
            |reference: &Reference| reference.operator == ":?" && !values.more && !is_filled(reference.name);
        if references(&line.value).iter().any(missing) {
            let problem = Problem::StillToBeFilledIn { variable: line.name.clone() };
            findings.push(Finding::error(place(), problem));
        }
    }
    findings
}

fn of_reference(reference: Reference, place: Place, values: &Values, is_fragment: bool) -> Option<Finding> {
    let Reference { name, operator, argument } = reference;
    let value = values.known.get(name);
    let is_unknown = is_fragment || values.more || ALWAYS_SET.contains(&name);
    let absent = value.is_none() && !is_unknown;
    let empty = value.map_or(!is_unknown, String::is_empty);
    let variable = name.to_owned();
    match operator {
        ":?" if empty => Some(Finding::error(place, Problem::RequiredIsEmpty { variable })),
        "?" if absent => Some(Finding::error(place, Problem::RequiredIsEmpty { variable })),
        "" if absent => Some(Finding::warning(place, Problem::VariableNotSet { variable })),
        ":-" | "-" if is_secret(name) && is_plain_secret(argument) => {
            Some(Finding::error(place, Problem::WeakDefault { variable }))
        }
        _ => None,
    }
}

fn is_secret(name: &str) -> bool {
    let mut words = name.rsplit('_');
    let last = words.next().unwrap_or(name);
    let is_public = words.next() == Some("PUBLIC");
    matches!(last, "PASSWORD" | "PASS" | "SECRET" | "TOKEN" | "KEY") && !is_public
}

/// No reference, no path to a file that holds it, and no switch.
fn is_plain_secret(text: &str) -> bool {
    let is_switch =
        matches!(&*text.to_ascii_lowercase(), "true" | "false" | "yes" | "no" | "on" | "off" | "none");
    !text.is_empty() && !text.starts_with(['$', '/', '.']) && !is_switch
}

/// Whether a file of variables holds what nobody else should read.
pub fn holds_secrets(lines: &[dotenv::Line]) -> bool {
    let in_url = |value: &str| value.split_once("://").is_some_and(|(_, rest)| rest.contains('@'));
    lines.iter().any(|line| !line.value.is_empty() && (is_secret(&line.name) || in_url(&line.value)))
}

/// A secret and its encoded form, of which only one was changed (G2).
pub fn twins(env: &[dotenv::Line]) -> Vec<Finding> {
    let values: BTreeMap<&str, &str> = env.iter().map(|line| (&*line.name, &*line.value)).collect();
    let mismatch = |line: &dotenv::Line| {
        [Encoding::Npgsql, Encoding::Percent].into_iter().find_map(|encoding| {
            let base = line.name.strip_suffix(encoding.suffix())?;
            let differs = is_secret(base) && encoding.apply(values.get(base)?) != line.value;
            let place = Place::File { path: ".env".to_owned(), line: Some(line.number) };
            let problem = || Problem::TwinDiffers { variable: line.name.clone(), base: base.to_owned() };
            differs.then(|| Finding::error(place, problem()))
        })
    };
    env.iter().filter_map(mismatch).collect()
}
