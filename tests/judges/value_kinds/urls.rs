//! A password within a URL: as Berth writes it into `.env`, and as Campaign's entry point makes it where secrets are
//! files. libpq signs in with it; the clients for Node read it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use berth_testing::hostile;
use berth_testing::judge::Judge;
use berth_testing::scenario::long_enough;

use crate::campaign::{scenario, script};
use crate::node::{self, each};
use crate::parallel;
use crate::postgres::Cluster;
use crate::suite::Suite;
use crate::talk::talk;
use crate::value_kinds::{assert_same, kind, many};

const DATABASE: &str = "DATABASE_URL";
const REDIS: &str = "REDIS_URL";

pub fn tests(suite: &mut Suite) {
    kind(
        suite,
        [Judge::Compose, Judge::Node, Judge::PgConnectionString],
        "G2: Node's clients of PostgreSQL read each password back from its URL",
        |[compose, node, pg], texts| {
            let passwords = passwords(texts);
            let urls = by_berth(compose, DATABASE, &passwords);
            let made = by_entry_point(node, DATABASE, &passwords);
            for (name, urls) in [("Berth", &urls), ("the entry point", &made)] {
                assert_same(name, passwords.iter().zip(&each(node, node::PG, pg, urls)));
                assert_same(name, passwords.iter().zip(&each(node, node::URL, pg, urls)));
            }
            passwords.into_iter().collect()
        },
    );

    kind(
        suite,
        [Judge::Compose, Judge::Node, Judge::RedisClient, Judge::Ioredis],
        "G2: Node's clients of Redis read each password back from its URL",
        |[compose, node, redis, ioredis], texts| {
            let passwords = passwords(texts);
            let urls = by_berth(compose, REDIS, &passwords);
            let made = by_entry_point(node, REDIS, &passwords);
            for (name, urls) in [("Berth", &urls), ("the entry point", &made)] {
                assert_same(name, passwords.iter().zip(&each(node, node::REDIS, redis, urls)));
                assert_same(name, passwords.iter().zip(&each(node, node::IOREDIS, ioredis, urls)));
            }
            passwords.into_iter().collect()
        },
    );

    libpq(suite);
    sign_in(suite);
}

/// By the library that `psql` and `pg_dump` have.
fn libpq(suite: &mut Suite) {
    kind(
        suite,
        [Judge::Python, Judge::Compose, Judge::Node, Judge::Postgres],
        "G2: libpq reads each password back from its URL",
        |[python, compose, node, _], texts| {
            let passwords = passwords(texts);
            let urls = by_berth(compose, DATABASE, &passwords);
            let made = by_entry_point(node, DATABASE, &passwords);
            for (name, urls) in [("Berth", urls), ("the entry point", made)] {
                let told = serde_json::to_string(&urls).expect("JSON");
                let said = talk(Command::new(python).args(["-c", include_str!("libpq.py")]), &told);
                let read: Vec<String> = serde_json::from_str(&said).expect("JSON");
                assert_same(name, passwords.iter().zip(&read));
            }
            passwords.into_iter().collect()
        },
    );
}

/// A role signs in with each password in turn, and then takes the next one for its own. A sign-in takes its time, so that
/// these are a sample.
fn sign_in(suite: &mut Suite) {
    let judges = [Judge::Postgres, Judge::Compose, Judge::Node];
    let sentence = "G2: PostgreSQL lets everybody in whose password is in the URL";
    suite.with_all(judges, sentence, |judges| everybody_signs_in(judges, 60));
    suite.at_length(|suite| suite.with_all(judges, sentence, |judges| everybody_signs_in(judges, 1000)));
}

fn everybody_signs_in([bin, compose, node]: [&Path; 3], many: usize) {
    let passwords = passwords(&hostile::sample(many));
    let cluster = Cluster::asking_for_passwords(bin);
    let keeper = cluster.keeper();
    keeper.sql("CREATE ROLE campaign_user LOGIN").unwrap();
    keeper.sql("CREATE DATABASE campaign_db OWNER campaign_user").unwrap();
    let socket = cluster.socket().display().to_string();
    let connect = |url: &str| format!("\\connect '{}?host={socket}'\n", url.replace('\'', "''"));
    for urls in [by_berth(compose, DATABASE, &passwords), by_entry_point(node, DATABASE, &passwords)] {
        let mut script = String::from("SET ROLE campaign_user;\n");
        for (password, url) in passwords.iter().zip(&urls) {
            let password = password.replace('\'', "''");
            let _ = writeln!(script, "ALTER ROLE campaign_user PASSWORD '{password}';");
            script += &connect(url);
            script += "SELECT 'in';\n";
        }
        let said = keeper.sql(&script).unwrap();
        assert_eq!(said.lines().filter(|line| *line == "in").count(), passwords.len());
        let refusal = keeper.sql(&connect(&urls[0])).unwrap_err();
        assert!(refusal.contains("password authentication failed"), "{refusal}");
    }
    eprintln!("     values: {}", passwords.len());
}

/// No two the same.
fn passwords(texts: &[String]) -> Vec<String> {
    let passwords = texts.iter().filter(|text| !text.is_empty()).map(|text| long_enough(text));
    passwords.collect::<BTreeSet<String>>().into_iter().collect()
}

/// As Compose hands it to the API's container.
fn by_berth(compose: &Path, name: &str, passwords: &[String]) -> Vec<String> {
    let plans = parallel::each(passwords, |password| {
        let scenario =
            scenario("dev").secret("POSTGRES_PASSWORD", password).secret("REDIS_PASSWORD", password);
        scenario.plan()
    });
    let service = if name == REDIS { "scheduler" } else { "api" };
    many::read(compose, &plans, &[(service, name)]).into_iter().flatten().collect()
}

/// By the script's own words: what it asks Node, asked many times in one Node.
fn by_entry_point(node: &Path, name: &str, passwords: &[String]) -> Vec<String> {
    let script = script("docker/entrypoint.sh");
    let between = |before: &str, after: &str| {
        let (_, rest) = script.split_once(before).unwrap_or_else(|| panic!("no {before}"));
        rest.split_once(after).expect("its end").0.to_owned()
    };
    let expression = between("node -p '", "' \"$1\"");
    let function = format!(
        "text => {{ process.argv[1] = 'PASSWORD'; process.env.PASSWORD = text; return {expression} }}"
    );
    let form = between(&format!("  {name}="), "\n")
        .replace("$(escaped POSTGRES_USER)", "campaign_user")
        .replace("$(escaped POSTGRES_DB)", "campaign_db");
    let place = ["$(escaped POSTGRES_PASSWORD)", "$(escaped REDIS_PASSWORD)"]
        .into_iter()
        .find(|place| form.contains(place))
        .expect("a place for the password");
    let escaped = each(node, &function, Path::new(""), passwords);
    escaped.iter().map(|password| form.replace(place, password)).collect()
}
