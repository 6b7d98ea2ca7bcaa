//! Every way that a value takes from a person to a program, and who reads it there. Each is tried with a few hundred
//! texts, and at length with every one of [`hostile::all`], more than ten thousand. What arrives is what was typed.
//!
//! | Where the value stands | Who reads it | Tried in |
//! |---|---|---|
//! | a line of `.env` | Docker Compose | `dotenv` |
//! | a container's variable, a build argument: `${NAME}` in a Compose file | Docker Compose | `containers` |
//! | a file of variables of one service's own, below `secrets/` | Docker Compose | `connections` |
//! | a connection string, from `.env` and from such a file | .NET's `DbConnectionStringBuilder` | `connections` |
//! | a PostgreSQL URL, by Berth and by Campaign's entry point | libpq, PostgreSQL by a real sign-in of a thousand, pg-connection-string, Node's `URL` | `urls` |
//! | a Redis URL, by both too | redis and ioredis for Node | `urls` |
//! | a secret's file, by the images' entry point | dash, ash and bash | `secret_files` |
//! | Redis's configuration, by Campaign's script | Redis, with a real sign-in | `redis` |
//! | RabbitMQ's configuration | Erlang | `erlang` |
//! | a folder of the machine that is mounted | Docker Compose | `paths` |
//! | SQL | psql and PostgreSQL | `sql` |
//! | nginx's configuration | nginx, which answers with it | `nginx` |
//! | a word of a shell | dash, ash and bash | `shell` |
//! | a Dockerfile | hadolint | `dockerfile` |
//! | YAML, JSON, TOML | Docker Compose, Node, Python | `data` |
//!
//! RabbitMQ is told by separate variables or by its file: no stack has an AMQP URL. What is written for people, Markdown
//! and links, is tried in `tests/properties`; the script for a terminal asks for secrets itself (`install_script`).
//! `refused` holds what never gets as far as any of these.

mod connections;
mod containers;
mod data;
mod dockerfile;
mod dotenv;
mod erlang;
mod generator;
mod many;
mod nginx;
mod paths;
mod redis;
mod refused;
mod secret_files;
mod shell;
mod sql;
mod urls;

use std::collections::BTreeSet;
use std::path::Path;

use berth::render::escape;
use berth_testing::hostile;
use berth_testing::judge::Judge;

use crate::suite::{Length, Suite};

const MANY: usize = 10_000;

/// Takes the texts that it can, and gives back those that it has compared.
type Test<const N: usize> = fn([&Path; N], &[String]) -> BTreeSet<String>;

pub fn tests(suite: &mut Suite) {
    generator::tests(suite);
    refused::tests(suite);
    connections::tests(suite);
    containers::tests(suite);
    data::tests(suite);
    dockerfile::tests(suite);
    dotenv::tests(suite);
    erlang::tests(suite);
    nginx::tests(suite);
    paths::tests(suite);
    redis::tests(suite);
    secret_files::tests(suite);
    shell::tests(suite);
    sql::tests(suite);
    urls::tests(suite);
}

/// Adds the test of one kind: of a few texts, and at length of all.
fn kind<const N: usize>(suite: &mut Suite, judges: [Judge; N], sentence: &str, test: Test<N>) {
    suite.with_all(judges, sentence, move |programs| {
        counted(&test(programs, &hostile::sample(few())), few() / 2);
    });
    suite.at_length(|suite| {
        suite.with_all(judges, sentence, move |programs| counted(&test(programs, hostile::all()), MANY));
    });
}

/// The same, alone in a network.
fn kind_alone(suite: &mut Suite, judge: Judge, sentence: &str, test: Test<1>) {
    suite.alone_with(judge, sentence, move |program| {
        counted(&test([program], &hostile::sample(few())), few() / 2);
    });
    suite.at_length(|suite| {
        suite.alone_with(judge, sentence, move |program| counted(&test([program], hostile::all()), MANY));
    });
}

fn few() -> usize {
    if Length::asked() == Length::Brief { 100 } else { 300 }
}

fn counted(judged: &BTreeSet<String>, least: usize) {
    eprintln!("     values: {}", judged.len());
    assert!(judged.len() >= least, "{} values, expected {least}", judged.len());
}

fn written(kind: &str, text: &str) -> String {
    escape::value(kind, text).unwrap_or_else(|| panic!("{kind} refuses {text:?}"))
}

/// What each was and what each became, where these differ.
fn assert_same<'a>(kind: &str, pairs: impl Iterator<Item = (&'a String, &'a String)>) -> BTreeSet<String> {
    let mut same = BTreeSet::new();
    let mut changed = Vec::new();
    for (typed, read) in pairs {
        if typed == read {
            same.insert(typed.clone());
        } else {
            changed.push(format!("{typed:?} became {read:?}"));
        }
    }
    let first = changed.iter().take(5).cloned().collect::<Vec<_>>().join("\n");
    assert!(
        changed.is_empty(),
        "{kind}: {} of {} differ:\n{first}",
        changed.len(),
        same.len() + changed.len()
    );
    same
}
