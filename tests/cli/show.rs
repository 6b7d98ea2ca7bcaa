use std::io::Read;
use std::process::{Command, Stdio};

use super::berth::berth;

#[test]
fn lists_the_stacks() {
    berth("stacks").runs().says("tamma ");
    assert_eq!(berth("stacks --json").runs().json()[0]["id"], "tamma");
}

#[test]
fn shows_a_stack() {
    berth("show tamma")
        .runs()
        .says("Made for Tam-ma/tamma at commit d99e932 of 2026-03-15\n")
        .says("DASHBOARD_PORT")
        .says("elsa-server")
        .says("dev ")
        .says("(only you have it)")
        .says("as TAMMA_VERSION")
        .says("own-proxy");
}

#[test]
fn shows_a_stack_to_a_script() {
    let stack = berth("show tamma --json").runs().json();
    let field = |key: &str| {
        stack["fields"].as_array().unwrap().iter().find(|field| field["key"] == key).unwrap().clone()
    };
    assert!(stack["services"].as_array().unwrap().iter().any(|service| service["id"] == "gateway"));
    assert_eq!(stack["source"]["commit"].as_str().map(str::len), Some(40));
    assert_eq!(field("DASHBOARD_PORT")["default"], "3001");
    assert_eq!(field("POSTGRES_PASSWORD")["generated"], true);
    assert_eq!(field("TAMMA_MERGE_STRATEGY")["options"][1], "merge");
}

#[test]
fn says_how_secrets_travel_in_each_profile_that_says_so() {
    berth("show campaign").runs().says("Secrets   env in dev; files in prod");
    berth("show tamma").runs().says("Secrets   env, files\n");
    assert_eq!(berth("show campaign --json").runs().json()["profiles"][1]["secrets"][0], "files");
}

#[test]
fn a_profile_that_knows_no_such_way_for_secrets_is_refused() {
    berth("init campaign --yes --profile prod --secrets env --dir x")
        .refused()
        .complains("it does as `files`");
    berth("init campaign --yes --profile prod --dir x").runs();
}

#[test]
fn names_the_stacks_there_are() {
    berth("show tmama").misused().complains("expected a stack, one of `tamma").complains("found `tmama`");
}

#[test]
fn ends_quietly_when_nobody_reads_on() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_berth"))
        .args(["show", "tamma"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    child.wait().unwrap();
    assert_eq!(said, "");
}
