//! A secret's file, read by the images' entry point.

use std::collections::BTreeSet;
use std::path::Path;

use berth::stack::Field;
use berth::target::compose::Content;
use berth::values::Secret;
use berth_testing::judge::Judge;
use berth_testing::scenario::long_enough;

use crate::campaign::scenario;
use crate::entrypoint::Shell;
use crate::suite::Suite;
use crate::value_kinds::{assert_same, kind, many};

/// A container has less; a shell takes as many.
const AT_ONCE: usize = 100;

pub fn tests(suite: &mut Suite) {
    kind(
        suite,
        [Judge::Dash, Judge::Busybox, Judge::Bash],
        "G1: each shell hands each secret of a file to the container's program as it is",
        |[dash, busybox, bash], texts| {
            let files = files(texts);
            let shells: [fn(&Path) -> Shell; 3] = [Shell::debian_with, Shell::alpine, Shell::debian_with];
            let mut judged = BTreeSet::new();
            for (program, shell) in [dash, busybox, bash].into_iter().zip(shells) {
                let shell = shell(program);
                for files in files.chunks(AT_ONCE) {
                    judged.extend(assert_read(&shell, files));
                }
            }
            judged
        },
    );
}

/// Each secret, and its file as the bundle has it.
fn files(texts: &[String]) -> Vec<(String, String)> {
    let plan = scenario("prod").plan();
    let takes_all = |key: &str| {
        let rule = plan.stack.field(key).and_then(Field::secret);
        rule.is_none_or(|rule| rule.form.prefixes.is_empty() && !rule.form.word)
    };
    let secrets = plan.variables.iter().filter(|variable| variable.is_secret()).map(|variable| variable.key);
    let keys: Vec<&str> = secrets.filter(|key| takes_all(key)).collect();
    assert!(keys.len() > 4, "{keys:?}");
    let texts: Vec<String> =
        texts.iter().filter(|text| !text.is_empty()).map(|text| long_enough(text)).collect();
    let mut files = Vec::new();
    for texts in texts.chunks(keys.len()) {
        let mut scenario = scenario("prod");
        for (key, text) in keys.iter().zip(texts) {
            scenario.answers.set_secret(*key, Secret::new(text.as_str()));
        }
        let bundle = many::only(&scenario.plan(), |file| matches!(file.content, Content::Secret { .. }));
        for (key, text) in keys.iter().zip(texts) {
            let path = format!("secrets/{}", key.to_lowercase());
            files.push((text.clone(), bundle.file(&path).expect("its file").text.clone()));
        }
    }
    files
}

fn assert_read(shell: &Shell, files: &[(String, String)]) -> BTreeSet<String> {
    let named: Vec<(String, String)> = files
        .iter()
        .enumerate()
        .map(|(at, (_, content))| (format!("V{at}_FILE"), shell.file(&format!("secret{at}"), content)))
        .collect();
    let variables: Vec<(&str, &str)> = named.iter().map(|(name, file)| (&**name, &**file)).collect();
    let seen = shell.environment(&variables).unwrap();
    let value = |at: usize| {
        let name = format!("V{at}=");
        seen.iter()
            .find_map(|line| line.strip_prefix(name.as_str()))
            .unwrap_or_else(|| panic!("no V{at}"))
            .to_owned()
    };
    let read: Vec<String> = (0..files.len()).map(value).collect();
    assert_same("a secret's file", files.iter().map(|(text, _)| text).zip(&read))
}
