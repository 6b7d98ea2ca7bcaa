//! The names that templates read, held against what they are given: for every stack, in every profile and shape, with
//! each way that secrets travel, and every add-on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Serde, ValueKind};

use super::Input;
use crate::answers::Answers;
use crate::catalogue;
use crate::plan::{self, Plan};
use crate::render::engine;
use crate::stack::{Addon, Stack};
use crate::target::compose::files;
use crate::values::Secret;

mod reads;

use reads::reads;

/// A template's place in the plans, and every path of what it was given in one of them: `sections[].variables[].key`.
type Given = BTreeMap<(&'static str, String), BTreeSet<String>>;

/// Maps whose names the stack makes.
const BY_KEY: [&str; 4] = ["answers", "defaults", "secrets", "uses"];

#[test]
fn every_template_reads_only_what_it_is_given() {
    for ((_, template), given) in given() {
        let read: BTreeSet<String> = reads(text(&template)).into_iter().collect();
        let unknown: Vec<_> = read.difference(&given).collect();
        assert!(unknown.is_empty(), "templates/{template}.j2 reads {unknown:?}");
    }
}

#[test]
fn everything_that_is_given_is_read_by_some_template_of_its_family() {
    let mut families: BTreeMap<&str, [BTreeSet<String>; 2]> = BTreeMap::new();
    for ((family, template), given) in given() {
        let [read, known] = families.entry(family).or_default();
        read.extend(reads(text(&template)).iter().map(|path| general(path)));
        known.extend(given.iter().map(|path| general(path)));
    }
    let all: BTreeSet<String> = families.values().flat_map(|[read, _]| read.clone()).collect();
    for (family, [read, known]) in families {
        let unread: Vec<_> = known
            .iter()
            .filter(|path| {
                // What all families have alike.
                let read =
                    if path.starts_with("stack.") || path.starts_with("source.") { &all } else { &read };
                // A list may be asked whether it holds something, and no more.
                !read.contains(*path)
                    && !read.contains(path.trim_end_matches("[]"))
                    && !has_parts(path, &known)
            })
            .collect();
        assert!(unread.is_empty(), "no template reads {unread:?} of {family}");
    }
}

fn has_parts(path: &str, known: &BTreeSet<String>) -> bool {
    known.iter().any(|other| other.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '['])))
}

#[test]
fn the_names_at_a_template_s_top_are_those_that_the_engine_finds() {
    let engine = engine::environment(Arc::default());
    for (name, source) in catalogue::templates() {
        let found = engine.template_from_str(source).unwrap().undeclared_variables(false);
        let read = reads(source);
        let tops = read.iter().map(|path| path.split(['.', '[']).next().unwrap().to_owned());
        assert_eq!(tops.collect::<BTreeSet<_>>(), found.into_iter().collect(), "{name}");
    }
}

fn text(template: &str) -> &'static str {
    catalogue::templates().find(|(name, _)| *name == template).unwrap().1
}

/// With the names that a stack's own fields make left out.
fn general(path: &str) -> String {
    match path.split_once('.') {
        Some((top, _)) if BY_KEY.contains(&top) => top.to_owned(),
        _ => path.to_owned(),
    }
}

fn given() -> Given {
    let mut given = Given::new();
    for plan in plans() {
        let files = files(&plan);
        for file in &files {
            let Some((template, input)) = Input::with_template(&plan, &files, file) else { continue };
            let paths = given.entry((family(&input), template.to_owned())).or_default();
            collect(&Value::from(Serde(&input)), "", paths);
        }
    }
    given
}

fn family(input: &Input) -> &'static str {
    match input {
        Input::ComposeFile(_) => "a Compose file",
        Input::Variables(_) => "a file of variables",
        Input::PrivateVariables(_) => "a service's own variables",
        Input::Private(_) => "a private file",
        Input::Guide(_) => "a guide",
        Input::ImageBuild(_) => "an image's build",
        Input::Own(_) => "a stack's own file",
        Input::Shared(_) => "a shared file",
    }
}

fn collect(value: &Value, path: &str, paths: &mut BTreeSet<String>) {
    if !path.is_empty() {
        paths.insert(path.to_owned());
    }
    match value.kind() {
        ValueKind::Map => {
            for name in value.try_iter().unwrap() {
                let dot = if path.is_empty() { "" } else { "." };
                collect(&value.get_item(&name).unwrap(), &format!("{path}{dot}{name}"), paths);
            }
        }
        ValueKind::Seq => {
            for item in value.try_iter().unwrap() {
                collect(&item, &format!("{path}[]"), paths);
            }
        }
        _ => {}
    }
}

fn plans() -> Vec<Plan<'static>> {
    let mut plans = Vec::new();
    for stack in catalogue::all() {
        for profile in &stack.profiles {
            let modes = stack.secret_modes(&profile.id);
            for (shape, mode) in
                stack.shapes.iter().flat_map(|shape| modes.iter().map(move |mode| (shape, mode)))
            {
                for addons in addons(stack) {
                    let mut answers = Answers::new(stack);
                    answers.choose_profile(stack, &profile.id);
                    (answers.shape, answers.secrets, answers.addons) = (*shape, *mode, addons);
                    answer(stack, &mut answers);
                    plans.push(plan::make(stack, &answers).unwrap_or_else(|findings| panic!("{findings:?}")));
                }
            }
        }
    }
    plans
}

/// All that go together, alone and with each of the others.
fn addons(stack: &Stack) -> Vec<Vec<String>> {
    let (free, choosy): (Vec<_>, Vec<_>) = stack.addons.iter().partition(|addon| addon.excludes.is_empty());
    let chosen = |other: Option<&Addon>| {
        free.iter().copied().chain(other).map(|addon| addon.id.clone()).collect::<Vec<_>>()
    };
    std::iter::once(chosen(None)).chain(choosy.iter().map(|addon| chosen(Some(addon)))).collect()
}

/// What add-ons ask for, and a secret that is written otherwise where a reader of its own needs it.
fn answer(stack: &Stack, answers: &mut Answers) {
    for (key, value) in [("DOMAIN", "example.com"), ("OPEN_TO_ANYONE", "yes")] {
        if stack.field(key).is_some() {
            answers.set(key, value);
        }
    }
    if stack.is_secret("POSTGRES_PASSWORD") {
        answers.set_secret("POSTGRES_PASSWORD", Secret::new("it's long enough; a secret"));
    }
}
