//! The questions' files: each is read, and names what the stack has.

use std::collections::BTreeSet;

use berth::catalogue;
use berth::plan::Plan;
use berth::stack::Shape;
use berth::yaml;
use berth_testing::real::questions::{ALL, Question, Questions};
use berth_testing::scenario;

/// What the bundle has in a profile that the questions name.
fn plan(stack: &str, profile: &str, questions: &Questions) -> Plan<'static> {
    let stack = catalogue::find(stack).expect("it ships");
    let mut scenario = scenario::unanswered(stack).in_profile(profile);
    scenario.answers.shape = Shape::Repository;
    for (key, value) in &questions.answers {
        assert!(stack.field(key).is_some(), "{} has no {key}", stack.id);
        scenario = scenario.set(key, value);
    }
    for (key, value) in &questions.secrets {
        let field = stack.field(key).unwrap_or_else(|| panic!("{} has no {key}", stack.id));
        assert!(field.secret().is_some_and(|rule| !rule.form.prefixes.is_empty()), "{key} is made by Berth");
        scenario = scenario.secret(key, value);
    }
    scenario.generated().supplied().plan()
}

#[test]
fn every_stack_has_questions_that_are_read() {
    let ours: BTreeSet<&str> = ALL.iter().map(|(stack, _)| *stack).collect();
    let shipped: BTreeSet<&str> = catalogue::all().iter().map(|stack| stack.id.as_str()).collect();
    assert_eq!(ours, shipped);
    for (stack, _) in ALL {
        let questions = Questions::about(stack).unwrap_or_else(|words| panic!("{words}"));
        assert!(!questions.ask.is_empty(), "{stack}");
    }
}

#[test]
fn g30_each_question_names_a_service_and_a_port_that_are_in_the_plan() {
    for (stack, _) in ALL {
        let questions = Questions::about(stack).unwrap();
        let beside: serde_json::Value = questions
            .compose
            .as_ref()
            .map_or(serde_json::Value::Null, |text| yaml::parse(text).expect("YAML"));
        let more: BTreeSet<&str> = beside["services"]
            .as_object()
            .into_iter()
            .flat_map(|map| map.keys())
            .map(String::as_str)
            .collect();
        for profile in &questions.profiles {
            let plan = plan(stack, profile, &questions);
            let text = format!("{plan:?}");
            for question in questions
                .ask
                .iter()
                .filter(|question| question.is_asked(profile, false) || question.is_asked(profile, true))
            {
                let say = format!("{stack} {profile}: {}: {}", question.service, question.say);
                for service in [&question.service].into_iter().chain(&question.with) {
                    assert!(
                        plan.service(service).is_some() || more.contains(service.as_str()),
                        "{say}: no {service}"
                    );
                }
                let http = question.http.as_ref().map(|http| (http.port, http.published.as_deref()));
                let page = question.page.as_ref().map(|page| (page.port, page.published.as_deref()));
                let Some((port, published)) = http.or(page) else { continue };
                assert!(port.is_some() != published.is_some(), "{say}: expected port or published");
                if let Some(field) = published {
                    assert!(plan.variable(field).is_some(), "{say}: no {field}");
                }
                if let Some(port) = port {
                    assert!(text.contains(&port.to_string()), "{say}: nothing listens at {port}");
                }
            }
        }
    }
}

#[test]
fn g30_each_service_of_a_stack_s_own_is_asked_something() {
    for (stack, _) in ALL {
        let questions = Questions::about(stack).unwrap();
        for profile in &questions.profiles {
            let plan = plan(stack, profile, &questions);
            for service in plan
                .services
                .iter()
                .filter(|service| service.build.is_some() && service.manifest.health.is_some())
            {
                let asked = |question: &&Question| {
                    question.service == service.id && question.is_asked(profile, false)
                };
                assert!(
                    questions.ask.iter().any(|question| asked(&question)),
                    "{stack} {profile}: {}",
                    service.id
                );
            }
        }
    }
}
