//! A password within a connection string: from `.env`, and from a service's own file where secrets are files.

use std::collections::BTreeSet;
use std::path::Path;

use berth::stack::SecretMode;
use berth::values::Secret;
use berth_testing::judge::Judge;
use berth_testing::scenario::long_enough;

use crate::suite::Suite;
use crate::value_kinds::{assert_same, kind, many};
use crate::values::CONNECTION;
use crate::{bundle, dotnet, parallel};

pub fn tests(suite: &mut Suite) {
    kind(
        suite,
        [Judge::Compose, Judge::Mono],
        "G2: .NET reads each PostgreSQL password back from the connection string of `.env`",
        |[compose, mcs], texts| read_back(compose, mcs, SecretMode::Env, texts),
    );
    kind(
        suite,
        [Judge::Compose, Judge::Mono],
        "G2: .NET reads each PostgreSQL password back from the connection string of a file",
        |[compose, mcs], texts| read_back(compose, mcs, SecretMode::Files, texts),
    );
}

fn read_back(compose: &Path, mcs: &Path, mode: SecretMode, texts: &[String]) -> BTreeSet<String> {
    let passwords: Vec<String> =
        texts.iter().filter(|text| !text.is_empty()).map(|text| long_enough(text)).collect();
    let plans = parallel::each(&passwords, |password| {
        bundle::dev_plan(|answers| {
            answers.secrets = mode;
            answers.set_secret("POSTGRES_PASSWORD", Secret::new(password.as_str()));
        })
    });
    let strings: Vec<String> =
        many::read(compose, &plans, &[("elsa-server", CONNECTION)]).into_iter().flatten().collect();
    let read: Vec<String> = dotnet::read(mcs, &strings)
        .into_iter()
        .zip(&strings)
        .map(|(pairs, string)| {
            let mut pairs = pairs.unwrap_or_else(|refusal| panic!("{refusal}: {string}"));
            let password = pairs.remove("password").expect("a password");
            // Whatever the password is, it brings no other key in.
            let others: Vec<(&str, &str)> = pairs.iter().map(|(key, value)| (&**key, &**value)).collect();
            let expected =
                [("database", "tamma"), ("port", "5432"), ("server", "postgres"), ("user id", "tamma")];
            assert_eq!(others, expected, "{string}");
            password
        })
        .collect();
    assert_same(".NET", passwords.iter().zip(&read))
}
