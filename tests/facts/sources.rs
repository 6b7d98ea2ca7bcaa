//! The facts require no less than what was read in the sources, where that lies beside the checkout.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use berth::yaml::Value;

use crate::{Facts, all};

fn read(stack: &str) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/facts/{stack}-source.yaml"));
    let text = fs::read_to_string(path).ok()?;
    Some(berth::yaml::tree(&text).unwrap_or_else(|error| panic!("{stack}:{}: {}", error.line, error.message)))
}

/// The variables of a program: name, and when it is required.
fn variables(service: &Value) -> Vec<(String, String)> {
    let lists = ["environment", "environment_more"].into_iter().filter_map(|key| service[key].as_sequence());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    lists.flatten().map(|entry| (text(&entry["name"]), text(&entry["required"]))).collect()
}

#[test]
fn g30_the_facts_require_no_less_than_the_sources() {
    for (stack, Facts { commit, services }) in all() {
        let Some(source) = read(stack) else { continue };
        assert_eq!(source["source"]["commit"].as_str(), Some(commit.as_str()), "{stack}");
        for (name, program) in &services {
            let service = &source["services"][name.as_str()];
            assert!(!service.is_null(), "{stack} has no program {name}");
            let known: BTreeSet<&str> = program
                .reads
                .iter()
                .chain(program.given.keys())
                .chain(&program.leave_unset)
                .map(String::as_str)
                .collect();
            for (variable, required) in variables(service) {
                // A remark, or what the image's own user has.
                let is_name = variable.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
                if !is_name || variable == "HOME" {
                    continue;
                }
                assert!(known.contains(variable.as_str()), "{name} reads {variable}, says its source");
                let wanted = program.requires.iter().chain(&program.requires_in_production);
                let wanted = wanted.chain(&program.requires_unless_files);
                let always = required.starts_with("always") && !required.contains("unless");
                assert!(
                    !always || wanted.clone().any(|always_read| *always_read == variable),
                    "{name} requires {variable}"
                );
            }
            for variable in
                service["never_read"].as_sequence().into_iter().flatten().filter_map(Value::as_str)
            {
                let every = variable.contains(' ') || variable.ends_with("_FILE");
                let every = every || program.given.contains_key(variable);
                assert!(
                    every || program.never_reads.iter().any(|unread| unread == variable),
                    "{name} never reads {variable}, says its source"
                );
            }
        }
    }
}

#[test]
fn g30_what_ends_a_program_is_what_it_requires() {
    for (stack, Facts { services, .. }) in all() {
        for (name, program) in &services {
            let refusals = program.starts.iter().flat_map(|start| &start.refuses);
            for refusal in refusals.filter(|refusal| refusal.form.is_empty() && refusal.when.is_empty()) {
                let here = program.requires_in.values().flatten().chain(&program.requires_unless_files);
                let mut required = program.requires.iter().chain(&program.requires_in_production).chain(here);
                assert!(required.any(|name| *name == refusal.of), "{stack}: {name}: {}", refusal.of);
                assert!(!refusal.says.is_empty(), "{stack}: {name}: {}", refusal.of);
            }
        }
    }
}
