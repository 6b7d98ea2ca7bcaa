//! Every choice that a person has with a stack: profile, shape, way of secrets, each add-on, and what each field can be.
//! A row of the covering array is a person's answers.

use berth::answers::{Answers, Counting};
use berth::stack::{Field, Kind, SecretMode, Shape, Stack};
use berth::values::Secret;
use berth::{catalogue, plan};
use berth_testing::hostile;
use berth_testing::scenario::{self, Scenario, long_enough};

use super::cases;
use super::covering::{self, Choice, Factors, Row};
use crate::suite::Suite;

/// Up to so many, all are taken.
const MOST: usize = 5000;
const MOVED: u16 = 20_000;

/// One thing to decide, and what it can be.
struct Factor {
    name: &'static str,
    options: Vec<Answer>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    Profile(&'static str),
    Shape(Shape),
    Secrets(SecretMode),
    Addon(&'static str),
    /// It is left out, left empty or left as it is.
    Nothing,
    Text(String),
    Empty,
    /// A secret that Berth makes.
    Generated,
    /// Any text, another one in each row.
    Hostile,
}

/// The answers of every row, each with a name.
pub fn every(stack: &'static Stack) -> Vec<(String, Scenario)> {
    let factors = factors(stack);
    let rows = rows(stack, &factors);
    let texts = hostile::sample(2000);
    let mut scenarios = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let chosen = factors.iter().zip(row).map(|(factor, option)| (factor.name, &factor.options[*option]));
        let text = |number: usize| texts[(at * factors.len() + number) % texts.len()].as_str();
        let scenario = scenario(stack, chosen, text);
        scenarios.push((format!("{} #{at}", cases::name(&scenario)), scenario));
    }
    scenarios
}

fn rows(stack: &'static Stack, factors: &[Factor]) -> Vec<Row> {
    let excluded =
        |one: Choice, other: Choice| excluded(stack, &chosen(factors, one), &chosen(factors, other));
    let sizes: Vec<usize> = factors.iter().map(|factor| factor.options.len()).collect();
    let factors = Factors::new(&sizes, excluded);
    covering::all(&factors, MOST).unwrap_or_else(|| covering::rows(&factors))
}

fn chosen(factors: &[Factor], (factor, option): Choice) -> Answer {
    factors[factor].options[option].clone()
}

/// What a stack does not offer together.
fn excluded(stack: &Stack, one: &Answer, other: &Answer) -> bool {
    match (one, other) {
        (Answer::Profile(profile), Answer::Secrets(mode)) => !stack.secret_modes(profile).contains(mode),
        (Answer::Addon(one), Answer::Addon(other)) => {
            stack.addon(one).is_some_and(|addon| addon.excludes.iter().any(|id| id == other))
        }
        _ => false,
    }
}

fn factors(stack: &'static Stack) -> Vec<Factor> {
    let mut factors = vec![
        Factor {
            name: "profile",
            options: stack.profiles.iter().map(|profile| Answer::Profile(&profile.id)).collect(),
        },
        Factor { name: "shape", options: stack.shapes.iter().map(|shape| Answer::Shape(*shape)).collect() },
        Factor {
            name: "secrets",
            options: stack.secrets.iter().map(|mode| Answer::Secrets(*mode)).collect(),
        },
    ];
    let addons = stack.addons.iter();
    factors.extend(
        addons.map(|addon| Factor {
            name: &addon.id,
            options: vec![Answer::Nothing, Answer::Addon(&addon.id)],
        }),
    );
    factors.extend(stack.fields.iter().map(|field| Factor { name: &field.key, options: options(field) }));
    factors
}

/// What a field can be, as its kind says it.
fn options(field: &Field) -> Vec<Answer> {
    let text = |text: &str| Answer::Text(text.to_owned());
    let mut options = match field.kind() {
        Kind::Choice(options) => options.iter().map(|(value, _)| text(value)).collect(),
        Kind::Switch => vec![text("true"), text("false")],
        Kind::Integer { least, most } => {
            vec![Answer::Nothing, text(&least.to_string()), text(&most.to_string())]
        }
        Kind::Decimal { least } => vec![Answer::Nothing, text(&least.to_string())],
        Kind::Port => vec![Answer::Nothing, text(&moved(field).to_string())],
        Kind::Text | Kind::List => vec![Answer::Nothing, Answer::Hostile],
        Kind::Identifier => vec![Answer::Nothing, text("order")],
        Kind::Registry => vec![Answer::Nothing, text("registry.example.org:5000/team")],
        Kind::Tag => vec![Answer::Nothing, text("0.2.0-rc.1")],
        Kind::HostName => vec![Answer::Nothing, text("xn--berth-kva.example.org")],
        Kind::Email => vec![Answer::Nothing, text("o.keeper+berth@example.org")],
        Kind::Name => vec![Answer::Nothing, text("edge_2.net")],
        Kind::Path => vec![Answer::Nothing, text("/srv/a folder/$it #1")],
        Kind::Secret(rule) => match (field.recipe(), &rule.form.prefixes[..]) {
            (Some(_), _) => vec![Answer::Generated, supplied(field)],
            (None, []) => vec![supplied(field)],
            (None, prefixes) => prefixes
                .iter()
                .map(|prefix| text(&scenario::of_form(rule.form, prefix, &field.key)))
                .collect(),
        },
    };
    if !field.required {
        // Nothing is not what holds where nothing is said.
        let empties = if field.default.is_empty() { Answer::Nothing } else { Answer::Empty };
        if !options.contains(&empties) {
            options.push(empties);
        }
    }
    options
}

fn supplied(field: &Field) -> Answer {
    let form = field.secret().map(|rule| rule.form.clone()).unwrap_or_default();
    match form.prefixes.first() {
        Some(prefix) => Answer::Text(scenario::of_form(&form, prefix, &field.key)),
        None if form.base64_bytes == 0 => Answer::Hostile,
        None => Answer::Text("+/".repeat(form.base64_bytes * 2)),
    }
}

fn moved(field: &Field) -> u16 {
    field.default.parse::<u16>().expect("a port has a number to begin with") + MOVED
}

fn scenario<'a>(
    stack: &'static Stack,
    chosen: impl Iterator<Item = (&'static str, &'a Answer)>,
    text: impl Fn(usize) -> &'a str,
) -> Scenario {
    let mut answers = Answers::new(stack);
    let mut entropy = Counting::default();
    for (at, (name, answer)) in chosen.enumerate() {
        match answer {
            Answer::Profile(id) => (*id).clone_into(&mut answers.profile),
            Answer::Shape(shape) => answers.shape = *shape,
            Answer::Secrets(mode) => answers.secrets = *mode,
            Answer::Addon(id) => answers.addons.push((*id).to_owned()),
            Answer::Nothing => {}
            Answer::Empty => answers.set(name, ""),
            Answer::Text(text) => put(stack, &mut answers, name, text),
            Answer::Hostile => {
                let text = Some(text(at)).filter(|text| !text.is_empty()).unwrap_or("an empty one");
                let begins = stack.field(name).map_or(&[][..], |field| &field.begins);
                let begin = begins.first().map_or("", String::as_str);
                put(stack, &mut answers, name, &long_enough(&[begin, text].concat()));
            }
            Answer::Generated => {
                let field = stack.field(name).expect("its field");
                answers.make_secret(field, &mut entropy);
            }
        }
    }
    let mut scenario = Scenario { stack, answers: scenario::without_refusals(stack, answers) };
    // What has no default must be said, whatever else is.
    for field in plan::asked(stack, &scenario.answers) {
        if field.required && field.secret().is_none() && scenario.answers.value(field).is_empty() {
            scenario.answers.set(&field.key, "stack.example.org");
        }
    }
    scenario
}

fn put(stack: &Stack, answers: &mut Answers, name: &str, text: &str) {
    match stack.field(name).and_then(Field::secret) {
        Some(_) => answers.set_secret(name, Secret::new(text)),
        None => answers.set(name, text),
    }
}

pub fn tests(suite: &mut Suite) {
    suite.at_length(|suite| {
        suite.ours("every three choices that can be together are together in some bundle", || {
            for stack in catalogue::all() {
                let factors = factors(stack);
                let rows = rows(stack, &factors);
                let missing = missing(stack, &factors, &rows);
                assert!(missing.is_empty(), "{}: {} threes, first {}", stack.id, missing.len(), missing[0]);
                let options: usize = factors.iter().map(|factor| factor.options.len()).sum();
                eprintln!(
                    "     {}: {} choices, {options} options, {} bundles",
                    stack.id,
                    factors.len(),
                    rows.len()
                );
            }
        });

        suite.ours("a choice that is not made is missed", || {
            let stack = catalogue::first();
            let factors = factors(stack);
            let mut rows = rows(stack, &factors);
            rows.pop();
            assert!(!missing(stack, &factors, &rows).is_empty(), "a row too many");
        });
    });

    suite.ours("every choice of every field is one that the field takes", || {
        for field in catalogue::all().iter().flat_map(|stack| &stack.fields) {
            let options = options(field);
            let several = options.len() > 1 || field.secret().is_some();
            assert!(several, "{}: {options:?}", field.key);
            for option in &options {
                let taken = match option {
                    Answer::Text(text) => field.kind().check(text),
                    Answer::Hostile => field.kind().check(&long_enough("a")),
                    _ => Ok(()),
                };
                assert_eq!(taken, Ok(()), "{}: {option:?}", field.key);
            }
        }
    });
}

/// The threes that no row has, counted from the rows and not as they were made.
fn missing(stack: &'static Stack, factors: &[Factor], rows: &[Row]) -> Vec<String> {
    let sizes: Vec<usize> = factors.iter().map(|factor| factor.options.len()).collect();
    let mut missing = Vec::new();
    for one in 0..sizes.len() {
        for two in one + 1..sizes.len() {
            for three in two + 1..sizes.len() {
                let mut found = vec![false; sizes[one] * sizes[two] * sizes[three]];
                for row in rows {
                    found[(row[one] * sizes[two] + row[two]) * sizes[three] + row[three]] = true;
                }
                for at in (0..found.len()).filter(|at| !found[*at]) {
                    let options =
                        [at / sizes[three] / sizes[two], at / sizes[three] % sizes[two], at % sizes[three]];
                    let answers = [(one, options[0]), (two, options[1]), (three, options[2])]
                        .map(|choice| chosen(factors, choice));
                    if possible(stack, &answers) {
                        missing.push(format!("{answers:?}"));
                    }
                }
            }
        }
    }
    missing
}

fn possible(stack: &Stack, answers: &[Answer]) -> bool {
    answers.iter().all(|one| answers.iter().all(|other| !excluded(stack, one, other)))
}
