//! What a script and a person are told of each kind of problem. A kind's name and its facts are kept once they are
//! published: scripts decide by them.

use std::collections::BTreeSet;

use berth::check::{Finding, OfAnswers, OfDeployment, Place, Problem};
use berth::deployment::Why;
use berth::values::Wrong;
use berth::words;

/// One example of each kind. The match does not compile while a kind or a fact has none.
macro_rules! examples {
    ($name:ident: $of:ident { $($kind:ident $({ $($fact:ident: $value:expr),* })?,)* }) => {
        fn $name() -> Vec<Problem> {
            let examples = vec![$($of::$kind $({ $($fact: $value),* })?),*];
            for example in &examples {
                match example {
                    $($of::$kind $({ $($fact: _),* })? => {})*
                }
            }
            examples.into_iter().map(Problem::from).collect()
        }
    };
}

examples! { of_answers: OfAnswers {
    NoSuchProfile { stack: "Tamma".into(), found: "nope".into(), known: vec!["dev".into(), "prod".into()] },
    NoSuchShape { stack: "Tamma".into(), found: "nope".into(), known: vec!["deploy".into()] },
    NoSuchSecretMode { stack: "Tamma".into(), found: "nope".into(), known: vec!["files".into()] },
    NoSuchAddon { stack: "Tamma".into(), found: "nope".into(), known: vec!["backup".into(), "https".into()] },
    AddonsExcludeEachOther { addon: "HTTPS".into(), other: "Own proxy".into() },
    NoSuchField {
        stack: "Tamma".into(),
        stack_id: "tamma".into(),
        found: "API_PROT".into(),
        nearest: Some("API_PORT".into())
    },
    Unread {
        stack: "Tamma".into(),
        commit: "d99e932".into(),
        field: "TAMMA_MODE".into(),
        says: "take it out".into()
    },
    NotSet { field: "GITHUB_TOKEN".into(), label: "GitHub token".into(), file: None },
    Caution { field: "TAMMA_VERSION".into(), says: "`latest` changes with time".into() },
    PortTaken { port: 3000, by: "API".into() },
    PortRefusedByBrowsers { port: 6000 },
    PortPrivileged { port: 80 },
    PortHeldByMacos { port: 5000 },
    PortDynamic { port: 50_000 },
} }

examples! { of_values: Wrong {
    NoValue,
    LineBreak,
    ControlCharacter { code: 7 },
    NotALetter { code: 0xffff },
    NotAnIdentifier { longest: 63, found: "a-b".into() },
    NotAPort { found: "80a".into() },
    NotAnInteger { least: 1, most: Some(9), found: "10".into() },
    NotADecimal { least: 0, found: "1,5".into() },
    NotARegistry { found: "https://ghcr.io".into() },
    NotATag { found: "a b".into() },
    NotAnImage { found: "A:1".into() },
    NotAHostName { found: "a_b".into() },
    NotAnEmail { found: "ops".into() },
    NotAName { found: "_a".into() },
    NotAPath { found: "work".into() },
    NotAnOption { options: vec!["true".into(), "false".into()], found: "yes".into() },
    OtherBeginning { begins: vec!["/".into(), "https://".into()], found: "x".into() },
    SecretPrefix { prefixes: vec!["ghp_".into(), "github_pat_".into()] },
    SecretCharacters,
    SecretTooShort { least: 40, found: 9 },
    SecretNotBase64,
    SecretTooFewBytes { least: 32, found: 3 },
} }

examples! { of_deployments: OfDeployment {
    NoComposeFile { names: vec!["compose.yaml".into(), "compose.yml".into()] },
    ComposeFileMissing { path: "a.yml".into() },
    NamedComposeFileMissing { path: "a.yml".into() },
    ComposeFileLeftOut { why: Why::Large },
    NotYaml { why: "a mapping is not closed".into() },
    NotText,
    NotADotenvLine,
    EnvNotIgnored,
    CarriageReturns,
    ReadableByAll { path: ".env".into(), mode: "600".into() },
    NotExecutable { path: "a.sh".into() },
    EnvFileMissing { path: "a.env".into() },
    EnvFileMissingInProfile { path: "a.env".into(), service: "api".into() },
    StillToBeFilledIn { variable: "A".into() },
    SecretFileMissing { path: "secrets/a".into() },
    ConfigFileMissing { path: "a.conf".into() },
    RequiredIsEmpty { variable: "A".into() },
    VariableNotSet { variable: "A".into() },
    WeakDefault { variable: "A_PASSWORD".into() },
    TwinDiffers { variable: "A_URL".into(), base: "A".into() },
    ObsoleteVersion,
    NoProjectName,
    SecondProjectName,
    PortPublishedTwice { port: "80".into(), by: "web".into() },
    ReplicasShareAPort { service: "web".into(), port: "80".into() },
    EmptyPorts,
    Untagged { image: "nginx".into() },
    NoSuchService { service: "api".into(), other: "db".into() },
    NoHealthToWaitFor { service: "api".into(), other: "db".into() },
    IsAnOverlay { service: "api".into() },
    NeitherImageNorBuild { service: "api".into() },
    BindSourceMissing { path: "a.conf".into(), made: true },
    BindFolderMissing { path: "data".into() },
    NotDeclared { section: "volumes", name: "data".into() },
    ProbesLocalhost,
    ProbesTheSocket,
} }

fn all() -> Vec<Problem> {
    [of_answers(), of_values(), of_deployments()].concat()
}

/// Its name and its facts, as `--json` gives them.
fn told(problem: &Problem) -> (String, String) {
    let told = serde_json::to_value(problem).expect("facts are texts, numbers and lists");
    let kind = told["kind"].as_str().expect("a kind has a name").to_owned();
    (kind, told.get("facts").map(ToString::to_string).unwrap_or_default())
}

#[test]
fn every_kind_of_problem_has_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    for problem in all() {
        let (kind, _) = told(&problem);
        assert!(kind.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')), "{kind}");
        assert!(names.insert(kind.clone()), "{kind} is the name of two kinds");
    }
}

#[test]
fn every_kind_of_problem_is_told_and_said() {
    let text: String = all()
        .into_iter()
        .map(|problem| {
            let (kind, facts) = told(&problem);
            let finding = Finding::error(Place::Choice("example"), problem);
            let advice = words::advice(&finding).map(|advice| format!("\n  {advice}")).unwrap_or_default();
            format!("{kind} {facts}\n  {}{advice}\n", words::message(&finding.problem))
        })
        .collect();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("problems", text);
    });
}
