//! What no field takes, and what a file has no way to write: these and nothing else, each with a finding that says so.

use berth::catalogue;
use berth::check::{Finding, Problem};
use berth::plan;
use berth::render::escape;
use berth::stack::{Field, Kind};
use berth::values::{Secret, Wrong};
use berth::words;
use berth_testing::hostile;
use berth_testing::scenario::{self, Scenario, long_enough};

use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    suite.ours(
        "G1: a line break or another control character is refused in every field, and its finding says why",
        || {
            let mut refused = 0;
            for scenario in
                catalogue::all().iter().map(|stack| scenario::unanswered(stack).generated().supplied())
            {
                for field in plan::asked(scenario.stack, &scenario.answers) {
                    for text in hostile::refused() {
                        let findings = with(&scenario, field, &long_enough(&text)).findings();
                        let of_field: Vec<&Finding> = findings
                            .iter()
                            .filter(|finding| finding.is_error() && finding.is_about(&field.key))
                            .collect();
                        let [finding] = of_field[..] else { panic!("{}: {text:?}: {findings:?}", field.key) };
                        let is_said = match text.chars().find(|letter| letter.is_control() && *letter != '\t')
                        {
                            Some('\n' | '\r') => matches!(finding.problem, Problem::Value(Wrong::LineBreak)),
                            Some(code) => {
                                finding.problem == Wrong::ControlCharacter { code: code.into() }.into()
                            }
                            None => matches!(finding.problem, Problem::Value(Wrong::NotALetter { .. })),
                        };
                        assert!(is_said, "{}: {text:?}: {finding:?}", field.key);
                        assert!(!words::finding(finding).contains(char::is_control), "{finding:?}");
                        refused += 1;
                    }
                }
            }
            eprintln!("     values: {refused}");
        },
    );

    suite.ours("G1: a field for text and a secret without a form take every other text", || {
        for stack in catalogue::all() {
            for field in stack.fields.iter().filter(|field| takes_all(field)) {
                for text in hostile::all().iter().filter(|text| !text.is_empty()) {
                    assert_eq!(field.kind().check(&long_enough(text)), Ok(()), "{}: {text:?}", field.key);
                }
            }
        }
    });

    suite.ours(
        "G1: every other field takes names and numbers only, which no file takes for anything else",
        || {
            let harmless =
                |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-/:@+=".contains(&b));
            for stack in catalogue::all() {
                let strict =
                    stack.fields.iter().filter(|field| !takes_all(field) && field.kind() != Kind::Path);
                for field in strict {
                    for text in hostile::all().iter().filter(|text| field.kind().check(text).is_ok()) {
                        assert!(harmless(text), "{} takes {text:?}", field.key);
                    }
                }
            }
        },
    );

    suite.ours("G1: what a file has no way to write is refused, and nothing else", || {
        let refused = hostile::refused();
        for text in hostile::all().iter().chain(&refused) {
            let line = text.contains(['\n', '\r', '\0']);
            let nginx = line || text.contains('$') || too_long_for_nginx(text);
            for (kind, expected) in [("nginx", nginx), ("dockerfile", line), ("plain", !is_name(text))] {
                assert_eq!(escape::value(kind, text).is_none(), expected, "{kind}: {text:?}");
            }
            for kind in ["yaml", "dotenv", "sql", "shell", "toml", "json", "markdown", "erlang"] {
                assert!(escape::value(kind, text).is_some(), "{kind}: {text:?}");
            }
        }
    });
}

fn with(scenario: &Scenario, field: &Field, text: &str) -> Scenario {
    let mut scenario = Scenario { stack: scenario.stack, answers: scenario.answers.clone() };
    match field.secret() {
        Some(_) => scenario.answers.set_secret(field.key.clone(), Secret::new(text)),
        None => scenario.answers.set(field.key.clone(), text),
    }
    scenario
}

fn takes_all(field: &Field) -> bool {
    match field.kind() {
        Kind::Text | Kind::List => true,
        Kind::Secret(rule) => rule.form.prefixes.is_empty() && !rule.form.word && rule.form.base64_bytes == 0,
        _ => false,
    }
}

fn is_name(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_./-".contains(&b))
}

/// nginx reads its configuration in pieces of 4096 bytes, and no word may fill one with the quotes around it.
fn too_long_for_nginx(text: &str) -> bool {
    let escapes = text.matches(['"', '\\']).count();
    text.len() + escapes > 4094
}
