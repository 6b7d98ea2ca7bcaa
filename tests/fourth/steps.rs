//! README's steps for adding a stack, as they stand there.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::Test;
use crate::project::{MANIFEST, Project, said};

pub const TESTS: &[(&str, Test)] = &[
    ("README's steps lead to a deployment in which nothing is to be mended", lead_to_a_deployment),
    ("the build stops at a key that is not known, and says the file and the line", stops_at_a_key),
    ("G10: the build stops at a probe by a program that the image lacks", stops_at_a_probe),
];

const README: &str = include_str!("../../README.md");

/// What stands as code in the steps, with the stack's name in it.
fn code_in_steps() -> Vec<String> {
    let (_, rest) = README.split_once("\n## How to add a stack\n").expect("README says how to add a stack");
    let (steps, _) = rest.split_once("\n## ").expect("and goes on");
    steps.split('`').skip(1).step_by(2).map(|code| code.replace("NAME", "hello")).collect()
}

fn lead_to_a_deployment(project: &Project) {
    let code = code_in_steps();
    assert!(code.iter().any(|code| code == "templates/hello/stack.yaml"), "{code:?}");
    assert!(!project.tree.join("templates/hello").is_symlink(), "it is in the copy and nowhere else");

    let _ = fs::remove_dir_all(project.tree.join("target/try"));
    let commands: Vec<_> = code.iter().filter(|code| code.starts_with("cargo run ")).collect();
    let answers: Vec<_> = commands
        .iter()
        .map(|line| said(&project.command("sh").args(["-c", line]).output().unwrap()))
        .collect();
    let [made, checked] = answers.as_slice() else { panic!("two commands are to be typed: {code:?}") };
    assert!(made.contains("docker compose up -d --wait") && made.contains("http://localhost:8080"), "{made}");
    assert_eq!(checked, "target/try: nothing to mend\n");
}

fn stops_at_a_key(project: &Project) {
    assert_eq!(build_with(MANIFEST, project), Ok(()), "as it stands, nothing stops it");
    let (line, broken) = broken("\nnetworks: ", "\nnetwroks: ");
    let said = build_with(&broken, project).expect_err("the build stops");
    let expected =
        format!("templates/hello/stack.yaml:{line}: unknown field `netwroks`, expected one of `id`, ");
    assert!(said.starts_with(&expected), "{said}");
}

fn stops_at_a_probe(project: &Project) {
    let (line, broken) = broken("\n      command: [wget, ", "\n      command: [curl, ");
    let expected = format!(
        "templates/hello/stack.yaml:{line}: services[0].health.command[0]: expected a program that the image `web` has \
         (`wget`); found `curl`"
    );
    assert_eq!(build_with(&broken, project), Err(expected));
}

/// The manifest with the beginning of one line changed, and which line that is.
fn broken(from: &str, to: &str) -> (usize, String) {
    assert_eq!(MANIFEST.matches(from).count(), 1, "`{from}` stands in the manifest once");
    let before = MANIFEST.find(from).map_or("", |at| &MANIFEST[..at]);
    (before.lines().count() + 1, MANIFEST.replace(from, to))
}

/// What Cargo does with the templates before it builds, with this manifest: what it says if it stops.
fn build_with(manifest: &str, project: &Project) -> Result<(), String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (templates, out) = (folder.path().join("templates"), folder.path().join("out"));
    fs::create_dir(&templates).and_then(|()| fs::create_dir(&out)).expect("two folders");
    for entry in fs::read_dir(project.tree.join("templates")).expect("the templates").flatten() {
        let put = if entry.file_name() == "hello" { copy } else { link };
        put(&entry.path(), &templates.join(entry.file_name()));
    }
    fs::write(templates.join("hello/stack.yaml"), manifest).expect("a file");

    let mut script = project.command(project.build_script().to_str().expect("a name in UTF-8"));
    let output = script.current_dir(folder.path()).env("OUT_DIR", out).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if output.status.success() { Ok(()) } else { Err(said) }
}

fn link(from: &Path, to: &Path) {
    symlink(from, to).expect("a link");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a file");
    }
}
