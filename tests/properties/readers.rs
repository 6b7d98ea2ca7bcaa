//! Whatever text comes in, from a folder or a field, nothing panics (G27).

use std::collections::BTreeSet;

use berth::deployment::check::check;
use berth::deployment::{Deployment, Found};
use berth::deployment::{dotenv, interpolation};
use berth::values::{Decimal, Identifier, ImageRef, Integer, Port, Registry, Tag};
use berth_testing::hostile;
use berth_testing::scenario;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::anything;

/// What Compose files are made of.
const PIECES: [&str; 30] = [
    "services:\n",
    "  a:\n",
    "  b: {image: x}\n",
    "    image: ",
    "    ports:\n",
    "      - ",
    "[]",
    "{}",
    "null",
    "\"80:80\"",
    "${A:-",
    "${",
    "}",
    "    depends_on: [a, b]\n",
    "    depends_on:\n      a: {condition: service_healthy}\n",
    "    volumes: [./x:/y, v:/z, '']\n",
    "    healthcheck: {test: [CMD, localhost]}\n",
    "    deploy: {replicas: 99}\n",
    "version: 3\n",
    "name: x\n",
    "volumes:\n",
    "  v:\n",
    "<<: *a",
    "&a ",
    "- published: 80\n",
    ": ",
    "\n",
    "  ",
    "!!binary x",
    "---\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn g27_any_compose_file_and_any_env_can_be_checked(
        compose in proptest::collection::vec(prop_oneof![5 => select(&PIECES[..]).prop_map(str::to_owned), 1 => anything()], 0..16),
        env in proptest::collection::vec(anything(), 0..6),
    ) {
        let files = [("docker-compose.yml", compose.concat()), (".env", env.join("\nA="))];
        let findings = check(&deployment(files.map(|(path, text)| (path.to_owned(), text))));
        assert_lines(&findings, &compose.concat(), "docker-compose.yml")?;
    }

    #[test]
    fn g27_a_bundle_with_anything_written_into_it_can_be_checked(at in any::<Index>(), end in 0..40_usize, text in anything(), file in any::<Index>()) {
        let bundle = scenario::tamma().owned().generated().bundle();
        let mut files: Vec<(String, String)> = bundle.files.into_iter().map(|file| (file.path.clone(), file.text)).collect();
        let count = 5;
        let (path, edited) = &mut files[file.index(count)];
        let mut letters: Vec<char> = edited.chars().collect();
        let at = at.index(letters.len());
        let end = (at + end).min(letters.len());
        letters.splice(at..end, text.chars());
        *edited = letters.into_iter().collect();
        let (path, edited) = (path.clone(), edited.clone());
        assert_lines(&check(&deployment(files)), &edited, &path)?;
    }

    #[test]
    fn g27_any_text_can_be_read(text in anything()) {
        let (lines, broken) = dotenv::read(&text);
        let last = text.matches('\n').count() + 1;
        prop_assert!(lines.iter().map(|line| line.number).chain(broken).all(|line| (1..=last).contains(&line)));
        let values = [("A".to_owned(), text.clone())].into();
        let _ = (interpolation::fill(&text, &values), interpolation::substitute(&text, &values));
        let _ = interpolation::references(&text);
    }

    #[test]
    fn g27_what_is_taken_for_a_value_is_that_value(text in prop_oneof![anything(), hostile::text(), "[a-zA-Z0-9./:@_-]{0,30}"]) {
        let safe = |extra: &[u8]| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b) || extra.contains(&b));
        prop_assert!(Tag::try_from(text.as_str()).is_err() || safe(b""), "tag {:?}", text);
        prop_assert!(Registry::try_from(text.as_str()).is_err() || safe(b"/:"), "registry {:?}", text);
        prop_assert!(Identifier::try_from(text.as_str()).is_err() || safe(b""), "identifier {:?}", text);
        if let Ok(image) = ImageRef::try_from(text.as_str()) {
            let tag = image.tag.map(|tag| format!(":{tag}")).unwrap_or_default();
            let digest = image.digest.map(|digest| format!("@{digest}")).unwrap_or_default();
            prop_assert_eq!(format!("{}{tag}{digest}", image.name), text.clone());
        }
        if let Ok(port) = Port::try_from(text.as_str()) {
            prop_assert_eq!(port.number().to_string(), text.clone());
        }
        let _ = (Integer::within(&text, 1, 9), Decimal::at_least(&text, 0));
    }
}

#[test]
fn g27_references_are_read_however_deep_and_however_many_are_open() {
    let many = 100_000;
    let nested = "${A:-".repeat(many) + &"}".repeat(many);
    let values = [("B".to_owned(), "x".repeat(10_000))].into();
    for text in [nested, "${".repeat(many), "${B".repeat(many), "$B".repeat(many)] {
        in_time(|| {
            let _ = interpolation::references(&text);
            assert_eq!(interpolation::substitute(&text, &values), None);
            let longest = text.len() + 10_000;
            assert!(interpolation::fill(&text, &values).len() <= longest);
            assert_eq!(dotenv::read(&format!("B={}\nA={text}", values["B"])).1, [2]);
        });
    }
}

#[test]
fn g27_values_that_grow_without_end_are_no_values() {
    for line in ["A=$A$A\n", "A=\"$A${A:-}\"\n", "B=$A\n"] {
        let text = format!("A={}\n", "x".repeat(100_000)) + &line.repeat(10_000);
        let (lines, broken) = in_time(|| dotenv::read(&text));
        let grown: usize = lines.iter().map(|line| line.value.len()).sum();
        assert!(grown < 4_000_000 && !broken.is_empty(), "{grown} bytes from {}", text.len());
    }
}

#[test]
fn g27_a_large_compose_file_full_of_mistakes_is_checked_in_time() {
    let service = |at| {
        format!(
            "  a{at}:\n    image: NO\n    user: ${{V{at}}}\n    ports: ['{at}:1']\n    depends_on: [gone]\n"
        )
    };
    let compose = "services:\n".to_owned() + &(0..2_000).map(service).collect::<String>();
    let findings = in_time(|| check(&deployment([("compose.yaml".to_owned(), compose)])));
    // The variable, the image and what is waited for, of each; and the project's name.
    assert_eq!(findings.len(), 6_001);
}

/// What is not done by then is never done, for somebody who waits.
#[track_caller]
fn in_time<T>(done: impl FnOnce() -> T) -> T {
    let started = std::time::Instant::now();
    let result = done();
    assert!(started.elapsed().as_secs() < 60, "it took {} s", started.elapsed().as_secs());
    result
}

/// A finding's line is one that the file has.
fn assert_lines(findings: &[berth::check::Finding], text: &str, edited: &str) -> Result<(), TestCaseError> {
    for finding in findings {
        if let berth::check::Place::File { path, line: Some(line) } = &finding.place
            && path == edited
        {
            // YAML 1.1 has more line ends than one.
            let last = text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).count();
            prop_assert!((1..=last).contains(line), "{:?} of {}", finding, last);
        }
    }
    Ok(())
}

fn deployment(files: impl IntoIterator<Item = (String, String)>) -> Deployment {
    let files: Vec<Found> =
        files.into_iter().map(|(path, text)| Found { path, mode: Some(0o600), text }).collect();
    let paths: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    Deployment { files, paths, ..Deployment::default() }
}
