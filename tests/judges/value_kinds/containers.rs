//! The variables of the containers of every stack, and what their images are built with: each as the bundle's own Compose
//! file asks for it, filled from the `.env` that the bundle has.

use std::collections::BTreeSet;
use std::path::Path;

use berth::catalogue;
use berth::plan::Plan;
use berth::stack::{Encoding, Field, Kind, Stack, Text};
use berth::values::Secret;
use berth_testing::judge::Judge;
use berth_testing::scenario::{self, long_enough};

use crate::parallel;
use crate::suite::Suite;
use crate::value_kinds::{assert_same, kind, many};

pub fn tests(suite: &mut Suite) {
    kind(
        suite,
        [Judge::Compose],
        "G1: each text in any field and any secret reaches the containers of every stack as it is",
        |[program], texts| {
            let mut judged: Option<BTreeSet<String>> = None;
            for stack in catalogue::all() {
                let same = of_stack(program, stack, texts);
                judged = Some(judged.map_or(same.clone(), |judged| &judged & &same));
            }
            judged.expect("a stack")
        },
    );
}

fn of_stack(program: &Path, stack: &'static Stack, texts: &[String]) -> BTreeSet<String> {
    let base = scenario::unanswered(stack).generated().supplied();
    let read_by_something: Vec<&str> = base.plan().variables.iter().map(|variable| variable.key).collect();
    let free: Vec<&str> = stack
        .fields
        .iter()
        .filter(|field| read_by_something.contains(&field.key.as_str()) && is_free(field))
        .map(|field| field.key.as_str())
        .collect();
    // What is left empty holds the default.
    let texts: Vec<String> =
        texts.iter().filter(|text| !text.is_empty()).map(|text| long_enough(text)).collect();
    let chunks: Vec<&[String]> = texts.chunks(free.len()).collect();
    let plans = parallel::each(&chunks, |texts| {
        let mut answers = base.answers.clone();
        for (key, text) in free.iter().zip(*texts) {
            match stack.field(key).and_then(berth::stack::Field::secret) {
                Some(_) => answers.set_secret(*key, Secret::new(text.as_str())),
                None => answers.set(*key, text),
            }
        }
        berth::plan::make(stack, &answers).unwrap_or_else(|findings| panic!("{}", scenario::lines(&findings)))
    });
    let mut asked: Vec<(&str, &str, &Text)> = Vec::new();
    for service in &plans[0].services {
        for (name, text) in &service.environment {
            let plain = text.fields().all(|(_, encoding)| encoding == Encoding::Plain);
            let hostile = text.fields().any(|(key, _)| free.contains(&key));
            if plain && hostile && !asked.iter().any(|(.., known)| *known == *text) {
                asked.push((service.id, name, *text));
            }
        }
    }
    let told: BTreeSet<&str> =
        asked.iter().flat_map(|(.., text)| text.fields()).map(|(key, _)| key).collect();
    assert!(free.iter().all(|key| told.contains(key)), "{}: {free:?}, {told:?}", stack.id);
    let entries: Vec<many::Entry> = asked.iter().map(|(service, name, _)| (*service, *name)).collect();
    let read: Vec<String> = many::read(program, &plans, &entries).into_iter().flatten().collect();
    let value = |plan: &Plan, key: &str| plan.variable(key).unwrap().setting.expose().to_owned();
    let filled = |plan: &Plan, text: &Text| text.fill(|key| value(plan, key));
    let typed: Vec<String> =
        plans.iter().flat_map(|plan| asked.iter().map(move |(.., text)| filled(plan, text))).collect();
    let same = assert_same(&stack.id, typed.iter().zip(&read));
    texts.into_iter().filter(|text| same.contains(text)).collect()
}

fn is_free(field: &Field) -> bool {
    match field.kind() {
        Kind::Text | Kind::List => field.begins.is_empty(),
        Kind::Secret(rule) => rule.form.prefixes.is_empty() && rule.form.base64_bytes == 0,
        _ => false,
    }
}
