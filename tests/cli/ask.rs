//! At a terminal, a real one.

use std::fs;
use std::path::Path;

use berth_testing::processes;
use berth_testing::scenario::GITHUB_TOKEN;
use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};
use tempfile::TempDir;

const PATIENCE_MS: u64 = 60_000;

fn at_a_terminal(arguments: &[&str]) -> (PtySession, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = processes::at_a_keyboard(Path::new(env!("CARGO_BIN_EXE_berth")));
    command.args(arguments).current_dir(folder.path()).env_clear().env("TERM", "xterm");
    (spawn_command(command, Some(PATIENCE_MS)).unwrap(), folder)
}

/// The first profile, and no add-on.
fn choose(terminal: &mut PtySession) {
    for prompt in ["Profile", "Add-ons"] {
        terminal.exp_string(prompt).unwrap();
        terminal.send_line("").unwrap();
    }
}

/// Answers the secrets, the repository, and takes the defaults for the rest.
fn converse(terminal: &mut PtySession, token: &str) {
    choose(terminal);
    let mut answer = |prompt: &str, typed: &str| {
        terminal.exp_string(prompt).unwrap_or_else(|error| panic!("waiting for `{prompt}`: {error}"));
        terminal.send_line(typed).unwrap();
    };
    answer("GitHub token (Enter to write it into .env later)", token);
    answer("Anthropic API key (Enter", "");
    answer("PostgreSQL password (Enter to generate)", "");
    answer("RabbitMQ password (Enter", "");
    answer("ELSA signing key (Enter", "");
    answer("Password at the front door (Enter", "");
    answer("GitHub owner", "octo-org");
    answer("GitHub repository", "hello-world");
    for _ in [
        "engine",
        "database",
        "services",
        "logs",
        "front",
        "infrastructure",
        "exposure",
        "images",
        "versions",
    ] {
        answer("Keep these?", "");
    }
}

fn code_of(terminal: &PtySession) -> i32 {
    match terminal.process().wait().unwrap() {
        WaitStatus::Exited(_, code) => code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn asks_and_writes() {
    let (mut terminal, folder) = at_a_terminal(&["init"]);
    let token = GITHUB_TOKEN;
    converse(&mut terminal, token);
    let shown = terminal.exp_string("Write them?").unwrap();
    assert!(shown.contains("docker-compose.yml") && shown.contains("ANTHROPIC_API_KEY"), "{shown}");
    terminal.send_line("y").unwrap();
    let rest = terminal.exp_eof().unwrap();
    assert!(!rest.contains(token) && !shown.contains(token));
    assert_eq!(code_of(&terminal), 0);
    let env = fs::read_to_string(folder.path().join(".env")).unwrap();
    for line in [format!("GITHUB_TOKEN={token}").as_str(), "GITHUB_OWNER=octo-org", "ANTHROPIC_API_KEY="] {
        assert!(env.lines().any(|found| found == line), "{line}");
    }
}

#[test]
fn writes_nothing_when_told_so() {
    let (mut terminal, folder) = at_a_terminal(&["init"]);
    converse(&mut terminal, "");
    terminal.exp_string("Write them?").unwrap();
    terminal.send_line("n").unwrap();
    terminal.exp_string("nothing was written").unwrap();
    terminal.exp_eof().unwrap();
    assert_eq!(code_of(&terminal), 1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn asks_again_when_the_answer_cannot_be() {
    let (mut terminal, _folder) = at_a_terminal(&["init"]);
    choose(&mut terminal);
    terminal.exp_string("GitHub token (").unwrap();
    terminal.send_line("not-a-token").unwrap();
    terminal.exp_string("expected it to start with `ghp_`").unwrap();
    terminal.exp_string("GitHub token (").unwrap();
    // Ctrl+C leaves.
    terminal.send_control('c').unwrap();
    terminal.exp_eof().unwrap();
}

#[test]
fn yes_asks_nothing_at_a_terminal_either() {
    let (mut terminal, folder) = at_a_terminal(&["init", "--yes"]);
    terminal.exp_string("Next steps").unwrap();
    terminal.exp_eof().unwrap();
    assert!(folder.path().join(".env").exists());
}
