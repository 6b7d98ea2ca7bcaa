//! What was answered, on its way into the containers: as it was typed, and as its reader takes it.

use std::path::Path;

use berth::plan::Plan;
use berth::stack::{Encoding, SecretMode, Text};
use berth_testing::judge::Judge;
use serde_json::Value;

use super::{Case, cases, every, every_merged, report};
use crate::suite::Suite;
use crate::{dotnet, node};

pub fn tests(suite: &mut Suite) {
    every_merged(suite, "G1: what every container of every bundle gets is what was typed", |case, merged| {
        let mut complaints = Vec::new();
        for service in &case.plan.services {
            let found = &merged["services"][service.id]["environment"];
            let own = service.environment.iter().chain(&service.secrets.environment);
            for (name, text) in own {
                let expected = filled(&case.plan, text);
                if read(&found[name]) != Some(expected) {
                    complaints.push(format!("{name} of `{}` is not what was typed", service.id));
                }
            }
            let told =
                service.environment.len() + service.secrets.environment.len() + service.secrets.files.len();
            let count = found.as_object().map_or(0, serde_json::Map::len);
            if count != told {
                complaints.push(format!("`{}` has {count} variables, expected {told}", service.id));
            }
        }
        complaints
    });

    every(suite, "G1: every secret's file of every bundle holds the secret and nothing else", |case| {
        if case.secret_mode == SecretMode::Env {
            return Vec::new();
        }
        let secrets = case
            .plan
            .variables
            .iter()
            .filter(|variable| variable.is_secret() && !variable.setting.is_empty());
        let homes = secrets.map(|variable| {
            (variable, case.plan.stack.secret_paths(variable.key).in_shape(case.plan.shape).to_owned())
        });
        homes
            .filter(|(variable, home)| {
                case.bundle.file(home).map(|file| file.text.as_str()) != Some(variable.setting.expose())
            })
            .map(|(variable, home)| format!("{home} is not {}", variable.key))
            .collect()
    });

    suite.with_all(
        [Judge::Compose, Judge::Mono],
        "G2: .NET reads every answer back from every connection string of every bundle",
        |[compose, mcs]| {
            let encoded = encoded(compose, Encoding::Npgsql);
            let texts: Vec<String> = encoded.iter().map(|variable| variable.text.clone()).collect();
            let read = dotnet::read(mcs, &texts);
            let all =
                encoded.iter().zip(read).map(|(variable, pairs)| (&variable.case.name, (variable, pairs)));
            report::judged(all, |(variable, pairs)| {
                let values: Vec<String> =
                    pairs.map(|pairs| pairs.into_values().collect()).unwrap_or_default();
                let lost = variable.answers.iter().filter(|answer| !values.contains(answer));
                lost.map(|_| format!("{} loses an answer", variable.name)).collect()
            });
        },
    );

    suite.with_all(
        [Judge::Compose, Judge::Node],
        "G2: Node reads every answer back from every URL of every bundle",
        |[compose, program]| {
            let encoded = encoded(compose, Encoding::Percent);
            let texts: Vec<String> = encoded.iter().map(|variable| variable.text.clone()).collect();
            let parts = "url => { const it = new URL(url); \
                         return [it.username, it.password, it.pathname.slice(1)].map(decodeURIComponent).join('\\0') }";
            let read = node::each(program, parts, Path::new(""), &texts);
            let all = encoded.iter().zip(read).map(|(variable, parts)| (&variable.case.name, (variable, parts)));
            report::judged(all, |(variable, parts)| {
                let parts: Vec<&str> = parts.split('\0').collect();
                let lost = variable.answers.iter().filter(|answer| !parts.contains(&answer.as_str()));
                lost.map(|_| format!("{} loses an answer", variable.name)).collect()
            });
        },
    );
}

/// A variable whose consumer reads answers out of it.
struct Encoded {
    case: &'static Case,
    /// `DATABASE_URL of api`
    name: String,
    text: String,
    answers: Vec<String>,
}

fn encoded(compose: &Path, wanted: Encoding) -> Vec<Encoded> {
    let mut found = Vec::new();
    for (case, merged) in cases::all().iter().zip(cases::merged(compose)) {
        let Ok(merged) = merged else { continue };
        for service in &case.plan.services {
            for (name, text) in service.environment.iter().chain(&service.secrets.environment) {
                if !text.fields().any(|(_, encoding)| encoding == wanted) {
                    continue;
                }
                let environment = &merged["services"][service.id]["environment"];
                let answers = text.fields().map(|(key, _)| value(&case.plan, key)).collect();
                let text = read(&environment[name]).unwrap_or_default();
                found.push(Encoded { case, name: format!("{name} of `{}`", service.id), text, answers });
            }
        }
    }
    found
}

fn filled(plan: &Plan, text: &Text) -> String {
    text.fill(|key| value(plan, key))
}

/// An empty answer leaves it to the other field that it falls back on.
fn value(plan: &Plan, key: &str) -> String {
    let variable = plan.variable(key).expect("a variable");
    let other = variable
        .field
        .default_from
        .as_ref()
        .and_then(|other| plan.variable(other))
        .filter(|_| variable.setting.is_empty());
    other.unwrap_or(variable).setting.expose().to_owned()
}

/// Compose writes a `$` as `$$`.
fn read(value: &Value) -> Option<String> {
    Some(value.as_str()?.replace("$$", "$"))
}
