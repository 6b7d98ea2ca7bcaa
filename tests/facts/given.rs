//! What each bundle gives the programs.

use std::collections::BTreeSet;

use berth::catalogue;
use berth::plan::{Plan, Service};
use berth::stack::{SecretMode, Stack};
use berth_testing::facts::Answer;
use berth_testing::scenario::{self, Scenario};

use crate::{Facts, Program, all};

/// Every profile, shape and way of secrets, without add-ons and with all that go together.
fn scenarios(stack: &'static Stack) -> Vec<(String, Scenario)> {
    let without = |left_out: &str| -> Vec<String> {
        let others = stack.addons.iter().map(|addon| addon.id.as_str()).filter(|id| *id != left_out);
        others.map(str::to_owned).collect()
    };
    let mut scenarios = Vec::new();
    for profile in &stack.profiles {
        for shape in &stack.shapes {
            for secrets in stack.secret_modes(&profile.id) {
                for addons in [Vec::new(), without("https"), without("own-proxy")] {
                    let mut scenario = scenario::unanswered(stack).in_profile(&profile.id);
                    (scenario.answers.shape, scenario.answers.secrets) = (*shape, *secrets);
                    let name =
                        format!("{} {} {} {} {addons:?}", stack.id, profile.id, shape.id(), secrets.id());
                    scenario.answers.addons = addons;
                    scenarios.push((name, scenario.generated().supplied()));
                }
            }
        }
    }
    scenarios
}

fn each(mut check: impl FnMut(&str, &Plan, &Service, &Program)) {
    for (id, Facts { services, .. }) in all() {
        for (name, scenario) in scenarios(catalogue::find(id).expect("it ships")) {
            let plan = scenario.plan();
            for (service, program) in &services {
                if let Some(running) = plan.service(service) {
                    check(&format!("{name}: {service}"), &plan, running, program);
                }
            }
        }
    }
}

/// The names that the program finds, those of files without their ending.
fn names<'a>(service: &'a Service) -> BTreeSet<&'a str> {
    let plain = service.environment.iter().chain(&service.secrets.environment).map(|(name, _)| *name);
    let files = service.secrets.files.iter().map(|file| file.variable.trim_end_matches("_FILE"));
    plain.chain(files).collect()
}

#[test]
fn g30_what_a_program_requires_it_gets() {
    each(|name, plan, service, program| {
        let found = names(service);
        let development = given(plan, service, "ASPNETCORE_ENVIRONMENT").as_deref() == Some("Development");
        let also = program.requires_in_production.iter().filter(|_| !development);
        let here = program.requires_in.get(&plan.profile.id).into_iter().flatten();
        let plain = plan.secrets == SecretMode::Env;
        let here = here.chain(program.requires_unless_files.iter().filter(|_| plain));
        for wanted in program.requires.iter().chain(also).chain(here) {
            assert!(found.contains(wanted.as_str()), "{name} lacks {wanted}");
        }
    });
}

/// What the program finds under the name, as a variable or in a file. None: nobody gives it, or an entry script makes it.
fn given(plan: &Plan, service: &Service, name: &str) -> Option<String> {
    let setting = |key: &str| plan.variable(key).map_or("", |variable| variable.setting.expose()).to_owned();
    let mut variables = service.environment.iter().chain(&service.secrets.environment);
    let text = variables.find(|(known, _)| *known == name).map(|(_, text)| text.fill(setting));
    let is_it = |variable: &str| variable == name || variable.strip_suffix("_FILE") == Some(name);
    let mut files = service.secrets.files.iter().filter(|file| is_it(&file.variable));
    text.or_else(|| files.next().map(|file| setting(file.key)))
}

#[test]
fn g30_no_program_ends_at_what_it_is_given() {
    let mut count = 0;
    each(|name, plan, service, program| {
        for rule in program.starts.iter().flat_map(|start| &start.refuses) {
            let Some(value) = given(plan, service, &rule.of) else { continue };
            let characters = value.chars().count();
            let is_of_the_form = match rule.form.as_str() {
                "" => characters >= rule.least.max(1),
                "url" => value.split_once("://").is_some_and(|(_, rest)| !rest.is_empty()),
                "integer" => value.bytes().all(|byte| byte.is_ascii_digit()),
                "json-list" => serde_json::from_str::<Vec<String>>(&value).is_ok(),
                other => panic!("{name}: no form {other}"),
            };
            let asks =
                rule.when.iter().all(|(key, wanted)| given(plan, service, key).as_ref() == Some(wanted));
            assert!(is_of_the_form || !asks, "{name}: {} is refused: {}", rule.of, rule.says);
            count += 1;
        }
    });
    assert!(count > 100, "{count}");
}

#[test]
fn g30_a_program_gets_nothing_that_it_does_not_read() {
    each(|name, _, service, program| {
        for found in names(service) {
            let read = program.reads.iter().any(|known| known == found);
            assert!(read || program.given.contains_key(found), "{name} does not read {found}");
            let mut refused = program.never_reads.iter().chain(&program.leave_unset);
            assert!(!refused.any(|known| known == found), "{name} never gets {found}");
        }
    });
}

#[test]
fn g30_a_probe_asks_what_the_program_answers() {
    each(|name, _, service, program| {
        let command = &service.manifest.health.as_ref().expect("a program that goes on").command;
        let words: Vec<String> = command.iter().map(|word| word.literals().collect()).collect();
        if !program.ready_file.is_empty() {
            assert_eq!(words, ["test", "-f", &program.ready_file], "{name}");
            return;
        }
        let (scheme, url) = words.iter().find_map(|word| word.split_once("://127.0.0.1:")).expect("a URL");
        let (port, path) = url.split_once('/').expect("a path");
        assert_eq!(port, program.port.to_string(), "{name}");
        let path = format!("/{path}");
        // A query of GraphQL stands behind the URL.
        let query = words.iter().find(|word| word.starts_with('{'));
        let method = match query {
            Some(_) => "POST",
            None if scheme == "grpc" => "GRPC",
            None if words.iter().any(|word| word == "--spider") => "HEAD",
            None => "GET",
        };
        let is_it = |answer: &&Answer| {
            let (methods, asked) = answer.ask.split_once(' ').expect("a method and a path");
            let fits = query.is_none_or(|query| query.contains(&answer.holds));
            asked == path && fits && methods.split('|').any(|known| known == method)
        };
        let success = if method == "GRPC" { 0 } else { 200 };
        let answer = program.answers.iter().find(is_it);
        assert!(answer.is_some_and(|answer| answer.status == success), "{name}: {method} {path}");
    });
}

#[test]
fn g30_a_program_is_started_by_the_command_that_it_has() {
    each(|name, _, service, program| {
        let words: Vec<String> = service.command.iter().map(|word| word.literals().collect()).collect();
        assert!(words.ends_with(&program.command), "{name}: {words:?}");
    });
}

#[test]
fn g21_what_is_fixed_at_build_time_is_a_build_argument() {
    each(|name, plan, service, program| {
        if plan.shape == berth::stack::Shape::Repository {
            let arguments: Vec<&str> = service.build_args.iter().map(|(name, _)| *name).collect();
            assert_eq!(arguments, program.builds_in, "{name}");
        }
    });
}

#[test]
fn g30_what_keeps_its_state_apart_runs_once_until_somebody_says_otherwise() {
    each(|name, _, service, program| {
        assert!(program.copies == 0 || service.replicas == program.copies, "{name}: {}", service.replicas);
    });
}

#[test]
fn g30_the_manifest_names_the_commit_that_the_facts_are_of() {
    for (id, facts) in all() {
        let source = catalogue::find(id).and_then(|stack| stack.source.clone()).expect("a source");
        assert_eq!(source.commit, facts.commit, "{id}");
    }
}

#[test]
fn g30_nobody_is_asked_for_metrics_who_has_none() {
    for (id, Facts { services, .. }) in all() {
        for (name, scenario) in scenarios(catalogue::find(id).expect("it ships")) {
            let bundle = scenario.bundle();
            let Some(file) = bundle.file("metrics/prometheus.yml") else { continue };
            let asked: Vec<&String> =
                services.keys().filter(|service| file.text.contains(service.as_str())).collect();
            assert!(asked.is_empty(), "{name}: {asked:?}");
        }
    }
}
