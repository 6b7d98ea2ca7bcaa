//! The command line that was built with a fourth stack.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::project::{MANIFEST, Project, said};
use crate::{Test, TestWithCompose};

pub const TESTS: &[(&str, Test)] = &[
    ("`berth stacks` lists a fourth stack after those that ship", listed),
    ("`berth show` tells of a fourth stack what its manifest says", shown),
    (
        "`berth init` writes the files of a fourth stack's manifest, its own template among them, and those that all have",
        written,
    ),
    ("another port of a fourth stack is in `.env`, and in the guide", another_port),
    ("`berth --stack` makes of a fourth stack's folder what a build with it makes", read_at_run_time),
];
pub const TESTS_WITH_COMPOSE: &[(&str, TestWithCompose)] =
    &[("G16: Compose takes a fourth stack without a word", taken_by_compose)];

/// The names of the stacks, as a program lists them.
fn stacks(listed: &str) -> Vec<String> {
    let stacks: Value = serde_json::from_str(listed).expect("JSON");
    let ids = stacks.as_array().expect("a list").iter().map(|stack| &stack["id"]);
    ids.map(|id| id.as_str().expect("a name").to_owned()).collect()
}

fn listed(project: &Project) {
    let mut shipped = Command::new(env!("CARGO_BIN_EXE_berth"));
    let mut expected = stacks(&said(&shipped.args(["stacks", "--json"]).output().expect("berth runs")));
    assert!(!expected.contains(&"hello".to_owned()), "it does not ship");
    expected.push("hello".to_owned());
    assert_eq!(stacks(&said(&project.berth(&["stacks", "--json"]))), expected);
    let for_a_person = said(&project.berth(&["stacks"]));
    assert!(for_a_person.lines().last().is_some_and(|line| line.starts_with("hello ")), "{for_a_person}");
}

fn shown(project: &Project) {
    let shown = said(&project.berth(&["show", "hello"]));
    for part in ["One web server.", "HELLO_PORT", "8080", "BIND_ADDRESS", "127.0.0.1", "The web server"] {
        assert!(shown.contains(part), "`{part}` in\n{shown}");
    }
}

/// What Berth writes around a stack's own files.
const SHARED: [&str; 6] =
    ["docker-compose.yml", "docker-compose.dev.yml", ".env", ".env.example", ".gitignore", ".gitattributes"];

fn written(project: &Project) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    project.init(folder.path(), &[]);
    let manifest: Value = serde_saphyr::from_str(MANIFEST).expect("YAML");
    let files = manifest["files"].as_array().expect("a list of files").iter();
    let mut expected: Vec<_> = files.map(|file| file["path"].as_str().expect("a path").to_owned()).collect();
    expected.extend(SHARED.map(str::to_owned));
    expected.sort();
    let there = fs::read_dir(folder.path()).expect("the folder").flatten();
    let mut there: Vec<_> = there.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    there.sort();
    assert_eq!(there, expected);
    let guide = fs::read_to_string(folder.path().join("README.md")).expect("the guide");
    assert!(
        guide.starts_with("# Hello\n\nOne web server.\n\n1. Start it\n\n```sh\ndocker compose up"),
        "{guide}"
    );
}

fn another_port(project: &Project) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    project.init(folder.path(), &["--set", "HELLO_PORT=8081"]);
    let text = |path: &str| fs::read_to_string(folder.path().join(path)).expect("a file of it");
    assert!(text(".env").lines().any(|line| line == "HELLO_PORT=8081"), "{}", text(".env"));
    assert!(text("README.md").contains("http://localhost:8081"), "{}", text("README.md"));
    let checked = said(&project.berth(&["check", folder.path().to_str().expect("a name in UTF-8")]));
    assert!(checked.ends_with(": nothing to mend\n"), "{checked}");
}

fn read_at_run_time(project: &Project) {
    let out = tempfile::tempdir().expect("a temporary folder");
    let zip = out.path().join("hello.zip");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fourth/hello");
    let mut shipped = Command::new(env!("CARGO_BIN_EXE_berth"));
    shipped.env_clear().arg("--stack").arg(folder).args([
        "init",
        "--yes",
        "--set",
        "HELLO_PORT=8081",
        "--zip",
    ]);
    let told = said(&shipped.arg(&zip).output().expect("berth runs"));
    let own = told.find("Hello is not one of the stacks that come with Berth").expect("it is said");
    assert!(own < told.find("docker compose up -d").expect("the first step"), "{told}");

    let built_in = project.berth(&["init", "hello", "--yes", "--set", "HELLO_PORT=8081", "--zip", "-"]);
    said(&built_in);
    assert!(fs::read(zip).expect("the zip") == built_in.stdout, "another zip");
}

fn taken_by_compose(project: &Project, compose: &Path) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    project.init(folder.path(), &["--set", "HELLO_PORT=8081"]);
    let config = |more: &str| {
        let mut compose = Command::new(compose);
        compose.args(["config", more]).current_dir(folder.path()).env_clear().env("HOME", folder.path());
        let output = compose.output().expect("compose runs");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        said(&output)
    };
    assert_eq!(config("--quiet"), "");
    let merged = config("--no-path-resolution");
    assert!(merged.contains("published: \"8081\"") && merged.contains("host_ip: 127.0.0.1"), "{merged}");
}
