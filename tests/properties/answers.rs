//! Any answers make either findings that name known places, or a bundle whose files are built as every other's.

use std::collections::BTreeSet;

use berth::answers::Answers;
use berth::bundle::Bundle;
use berth::catalogue;
use berth::check::Place;
use berth::plan;
use berth::stack::{Field, FileKind, Kind, SecretMode, Shape, Stack};
use berth::target;
use berth::values::Secret;
use berth_testing::hostile;
use berth_testing::scenario;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::anything;

/// No file of ours holds it by chance.
const CANARY: &str = "c4n4ry";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn g27_any_text_in_any_field_makes_a_plan_or_findings_of_known_places(answers in answers(anything_for)) {
        let stack = catalogue::first();
        if let Err(findings) = plan::make(stack, &answers) {
            prop_assert!(findings.iter().any(berth::check::Finding::is_error));
            for finding in findings {
                let known = matches!(&finding.place, Place::Field(key) if stack.field(key).is_some());
                prop_assert!(known, "{:?}", finding);
            }
        }
    }

    #[test]
    fn g1_no_answer_changes_how_a_file_is_built(answers in answers(likely_for)) {
        let bundle = bundle(&answers)?;
        let plain = plain(&answers);
        for (file, plain) in bundle.files.iter().zip(&plain.files) {
            prop_assert_eq!(&file.path, &plain.path);
            if file.kind == FileKind::Yaml {
                prop_assert_eq!(keys(&file.text)?, keys(&plain.text)?, "{}", file.path);
            }
            // Answers are in `.env` alone, so that they can be changed there.
            if file.path.contains("docker-compose.") {
                prop_assert_eq!(&file.text, &plain.text, "{}", file.path);
            }
            if file.kind == FileKind::Dotenv {
                let (lines, broken) = berth::deployment::dotenv::read(&file.text);
                prop_assert_eq!(broken, Vec::<usize>::new());
                for line in lines.iter().filter(|line| file.path.ends_with(".env") && !line.name.starts_with("COMPOSE_")) {
                    let stack = catalogue::first();
                    let Some(field) = stack.field(&line.name) else { continue };
                    let said = answers.secret(&line.name).map_or(answers.value(field), Secret::expose);
                    // Left to each profile's file, where there are several.
                    let left = answers.shape == Shape::Repository && line.value.is_empty();
                    if !(left && said == field.default_in(&answers.profile)) {
                        prop_assert_eq!(&line.value, said, "{}", line.name);
                    }
                }
            }
        }
    }

    #[test]
    fn g19_no_secret_leaves_its_file(answers in answers(likely_for)) {
        for file in bundle(&answers)?.files {
            let env = file.path.ends_with("/.env") || file.path == ".env";
            if env {
                prop_assert_eq!(file.text.contains(CANARY), answers.secrets == SecretMode::Env, "{}", file.path);
            } else {
                prop_assert!(!file.text.contains(CANARY) || file.holds_secrets(), "{}", file.path);
            }
        }
    }

    #[test]
    fn the_same_answers_give_the_same_zip(answers in answers(likely_for)) {
        prop_assert!(bundle(&answers)?.zip().unwrap() == bundle(&answers.clone())?.zip().unwrap());
    }
}

fn bundle(answers: &Answers) -> Result<Bundle, TestCaseError> {
    let plan = plan::make(catalogue::first(), answers)
        .map_err(|findings| TestCaseError::fail(format!("{findings:#?}")))?;
    target::compose::bundle(&plan).map_err(|error| TestCaseError::fail(berth::words::not_rendered(&error)))
}

/// The way to every value.
fn keys(text: &str) -> Result<BTreeSet<String>, TestCaseError> {
    fn walk(tree: &serde_json::Value, way: &str, found: &mut BTreeSet<String>) {
        let inner: Vec<(String, &serde_json::Value)> = match tree {
            serde_json::Value::Object(map) => {
                map.iter().map(|(key, value)| (format!("{way}/{key:?}"), value)).collect()
            }
            serde_json::Value::Array(list) => {
                list.iter().enumerate().map(|(at, item)| (format!("{way}/{at}"), item)).collect()
            }
            _ => Vec::new(),
        };
        found.insert(way.to_owned());
        for (way, tree) in inner {
            walk(tree, &way, found);
        }
    }
    let tree: serde_json::Value =
        serde_saphyr::from_str(text).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let mut found = BTreeSet::new();
    walk(&tree, "", &mut found);
    Ok(found)
}

/// The same choices, and as little typed as can be.
fn plain(answers: &Answers) -> Bundle {
    let mut scenario = scenario::tamma().owned().set("DOMAIN", "tamma.example.com");
    scenario.answers.profile.clone_from(&answers.profile);
    scenario.answers.shape = answers.shape;
    scenario.answers.secrets = answers.secrets;
    scenario.answers.addons.clone_from(&answers.addons);
    // GitHub's own registry is signed in to in a way of its own.
    let registry = answers.typed("TAMMA_REGISTRY").unwrap_or_default().to_owned();
    scenario.set("TAMMA_REGISTRY", &registry).generated().bundle()
}

/// Any choices that go together.
fn choices() -> impl Strategy<Value = Answers> {
    let stack = catalogue::first();
    let addons = stack
        .addons
        .iter()
        .map(|addon| addon.id.as_str())
        .filter(|id| *id != "own-proxy")
        .collect::<Vec<_>>();
    let taken = subsequence(addons.clone(), 0..=addons.len());
    (
        0..stack.profiles.len(),
        select(stack.shapes.clone()),
        select(stack.secrets.clone()),
        taken,
        any::<bool>(),
    )
        .prop_map(move |(profile, shape, secrets, mut addons, proxy)| {
            if proxy && !addons.contains(&"https") {
                addons.push("own-proxy");
            }
            let mut answers = Answers::new(stack);
            stack.profiles[profile].id.clone_into(&mut answers.profile);
            (answers.shape, answers.secrets) = (shape, secrets);
            answers.addons = addons.into_iter().map(str::to_owned).collect();
            answers
        })
}

/// Answers for every field of the stack.
fn answers(text_for: fn(&'static Field) -> BoxedStrategy<String>) -> impl Strategy<Value = Answers> {
    let stack: &'static Stack = catalogue::first();
    let texts: Vec<BoxedStrategy<String>> = stack.fields.iter().map(text_for).collect();
    (choices(), texts).prop_map(move |(mut answers, texts)| {
        for (field, text) in stack.fields.iter().zip(texts) {
            if field.secret().is_some() {
                answers.set_secret(&field.key, Secret::new(text));
            } else {
                answers.set(&field.key, text);
            }
        }
        scenario::without_refusals(stack, answers)
    })
}

fn anything_for(field: &'static Field) -> BoxedStrategy<String> {
    prop_oneof![1 => anything(), 4 => likely_for(field)].boxed()
}

/// Whatever the field can take.
fn likely_for(field: &'static Field) -> BoxedStrategy<String> {
    match field.kind() {
        Kind::Text | Kind::List => {
            let begin = field.begins.first().map_or("", String::as_str);
            let text = hostile::text().prop_filter("a value", |text| !text.is_empty());
            text.prop_map(move |text| [begin, &text].concat()).boxed()
        }
        Kind::Choice(options) => select(options.to_vec()).prop_map(|(value, _)| value).boxed(),
        Kind::Switch => select(&["true", "false"][..]).prop_map(str::to_owned).boxed(),
        Kind::Identifier => "[a-z_][a-z0-9_]{0,20}".boxed(),
        Kind::Integer { least, most } => (least..=most).prop_map(|number| number.to_string()).boxed(),
        // Each from a range of its own.
        Kind::Port => {
            let at =
                catalogue::first().fields.iter().position(|other| other.key == field.key).unwrap_or_default();
            (0..100_usize).prop_map(move |port| (20_000 + 100 * at + port).to_string()).boxed()
        }
        Kind::Registry => "[a-z0-9]{1,9}[.][a-z]{2,3}(:[1-9][0-9]{0,3})?(/[a-z0-9]{1,9}){0,2}".boxed(),
        Kind::Decimal { .. } => "[0-9]{1,3}([.][0-9]{1,2})?".boxed(),
        Kind::HostName => "[a-z0-9]{1,20}([.][a-z0-9-]{0,9}[a-z]){0,3}"
            .prop_filter("labels", |name| !name.contains(".-"))
            .boxed(),
        Kind::Email => "[a-z0-9.+_-]{1,20}@[a-z0-9]{1,20}".boxed(),
        Kind::Name => "[A-Za-z0-9][A-Za-z0-9_.-]{0,20}".boxed(),
        Kind::Path => "(/|[.]/)[^:\\pC]{0,30}".boxed(),
        Kind::Tag => "[A-Za-z0-9_][A-Za-z0-9._-]{0,30}".boxed(),
        Kind::Secret(rule) if rule.form.base64_bytes > 0 => "[A-Za-z0-9+/]{42}A=".boxed(),
        Kind::Secret(rule) if rule.form.word => {
            let prefix = &rule.form.prefixes[0];
            "[A-Za-z0-9_-]{40}".prop_map(move |rest| format!("{prefix}{CANARY}{rest}")).boxed()
        }
        Kind::Secret(_) => (hostile::text(), hostile::text())
            .prop_map(|(one, other)| format!("{one}{CANARY:-<40}{other}"))
            .boxed(),
    }
}
