//! The script for a terminal, at a terminal: what it leaves is what the core renders for the same secrets.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use berth::answers::Answers;
use berth::stack::{SecretMode, Shape};
use berth::values::Secret;
use berth::{catalogue, plan, script, target};
use berth_testing::judge::Judge;
use berth_testing::processes;
use berth_testing::scenario::{self, ANTHROPIC_API_KEY, GITHUB_TOKEN};
use rexpect::session::{PtySession, spawn_command};
use tempfile::TempDir;

use crate::shellcheck;
use crate::suite::Suite;

const PATIENCE_MS: u64 = 60_000;
const SHELLS: [Judge; 3] = [Judge::Dash, Judge::Bash, Judge::Busybox];
const TOOLS: [&str; 14] =
    ["awk", "base64", "cat", "chmod", "cut", "dd", "grep", "ls", "mkdir", "mv", "rm", "rmdir", "stty", "tr"];

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Shellcheck, "shellcheck lets the script for a terminal pass", |program| {
        for mode in [SecretMode::Env, SecretMode::Files] {
            let text = text(&answers("prod", mode, &["backup", "https"]));
            let (_, inside) = text.split_once('\n').unwrap();
            let inside = inside.strip_suffix("BERTH_SCRIPT\n").expect("its end");
            assert_eq!(shellcheck::check(program, &format!("#!/bin/sh\n{inside}")), Ok(()));
            assert_eq!(shellcheck::check(program, &format!("#!/bin/sh\n{text}")), Ok(()));
        }
    });
    for judge in SHELLS {
        let mut each = |sentence: &str, test: fn(&Path, Judge)| {
            suite.with(judge, &format!("{sentence}, under {judge}"), move |shell| test(shell, judge));
        };
        each("the script for a terminal leaves what the zip holds", same_as_the_zip);
        each("the script for a terminal keeps what is hostile as it is", hostile);
        each("the script for a terminal can be pasted", pasted);
        each("the script for a terminal asks again for what can't be", asks_again);
        each("the script for a terminal leaves alone what is there", refuses_what_is_there);
        each("the script for a terminal leaves nothing when it is interrupted", interrupted);
        each("the script for a terminal leaves nothing when some of it was lost on the way", damaged);
    }
}

fn answers(profile: &str, mode: SecretMode, addons: &[&str]) -> Answers {
    let mut answers = scenario::tamma().set("GITHUB_OWNER", "octo-org").answers;
    answers.profile = profile.into();
    answers.secrets = mode;
    answers.addons = addons.iter().map(|addon| (*addon).to_owned()).collect();
    if addons.contains(&"https") {
        answers.set("DOMAIN", "tamma.example.com");
    }
    answers
}

fn text(answers: &Answers) -> String {
    script::script(catalogue::first(), answers).unwrap_or_else(|error| panic!("{error:?}"))
}

/// A person at a terminal in an empty folder.
struct Terminal {
    session: PtySession,
    folder: TempDir,
    seen: String,
    _path: TempDir,
}

impl Terminal {
    /// A shell that is told this, and finds itself as `sh`. The terminal shows what is typed, as terminals do.
    fn new(shell: &Path, judge: Judge, folder: TempDir, told: &str) -> Self {
        let path = tempfile::tempdir().unwrap();
        symlink(shell, path.path().join("sh")).unwrap();
        let mut search = path.path().display().to_string();
        if judge == Judge::Busybox {
            for tool in TOOLS {
                symlink(shell, path.path().join(tool)).unwrap();
            }
        } else {
            search.push_str(":/usr/bin:/bin");
        }
        let mut command = processes::at_a_keyboard(&path.path().join("sh"));
        command
            .args(["-c", &format!("stty echo; {told}")])
            .current_dir(folder.path())
            .env_clear()
            .env("PATH", search)
            .env("TERM", "dumb");
        let session = spawn_command(command, Some(PATIENCE_MS)).unwrap();
        Self { session, folder, seen: String::new(), _path: path }
    }

    /// The script, saved and run.
    fn running(shell: &Path, judge: Judge, folder: TempDir, answers: &Answers) -> Self {
        let saved = folder.path().join("install.sh");
        fs::write(&saved, text(answers)).unwrap();
        Self::new(shell, judge, folder, "exec sh install.sh")
    }

    fn sees(&mut self, words: &str) {
        let seen = self.session.exp_string(words).unwrap_or_else(|error| panic!("`{words}`: {error}"));
        self.seen.push_str(&seen);
    }

    fn answers(&mut self, prompt: &str, typed: &str) {
        self.sees(&format!("\n{prompt}: "));
        self.session.send_line(typed).unwrap();
    }

    fn gives(&mut self, secrets: [&str; 2]) {
        for (prompt, typed) in ["GitHub token", "Anthropic API key"].into_iter().zip(secrets) {
            self.answers(prompt, typed);
        }
    }

    /// Its end; gives back the folder and all that was shown.
    fn ends(mut self) -> (TempDir, String) {
        let rest = self.session.exp_eof().unwrap();
        self.seen.push_str(&rest);
        (self.folder, self.seen)
    }
}

fn empty() -> TempDir {
    tempfile::Builder::new().prefix("berth-").tempdir().unwrap()
}

type Found = (PathBuf, u32, Option<String>);

/// Everything below a folder, with its mode.
fn tree(folder: &Path) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            let mode = path.symlink_metadata().unwrap().permissions().mode() & 0o7777;
            let text = path.is_file().then(|| fs::read_to_string(&path).unwrap());
            if path.is_dir() {
                open.push(path.clone());
            }
            found.push((path.strip_prefix(folder).unwrap().to_owned(), mode, text));
        }
    }
    found.sort();
    found
}

/// What the core renders for the secrets that were given and those that were found.
fn expected(answers: &Answers, given: [&str; 2], found: &Path) -> Vec<Found> {
    let stack = catalogue::first();
    let mut answers = answers.clone();
    let deployment = found.join(if answers.shape == Shape::Repository { "docker" } else { "" });
    for (key, secret) in ["GITHUB_TOKEN", "ANTHROPIC_API_KEY"].into_iter().zip(given) {
        answers.set_secret(key, Secret::new(secret));
    }
    let env = fs::read_to_string(deployment.join(".env")).unwrap();
    for field in answers.missing_secrets(&plan::asked(stack, &answers)) {
        let line =
            env.lines().find_map(|line| line.strip_prefix(&format!("{}=", field.key)).map(str::to_owned));
        let home = deployment.join(stack.secret_paths(&field.key).alone);
        let made = if answers.secrets == SecretMode::Env { line } else { fs::read_to_string(home).ok() };
        answers.set_secret(field.key.clone(), Secret::new(made.unwrap_or_default()));
    }
    assert!(answers.missing_secrets(&plan::asked(stack, &answers)).is_empty(), "a secret was not made");
    let bundle =
        target::compose::bundle(&plan::make(stack, &answers).expect("made secrets are of the right form"))
            .unwrap();

    let other = empty();
    fs::create_dir(other.path().join("folder")).unwrap();
    for file in &bundle.files {
        let path = other.path().join(file.path.clone());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &file.text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(file.mode)).unwrap();
    }
    for private in bundle.private_folders() {
        fs::set_permissions(other.path().join(private), fs::Permissions::from_mode(0o700)).unwrap();
    }
    let folder = fs::metadata(other.path().join("folder")).unwrap().permissions().mode();
    assert_eq!(fs::metadata(found).unwrap().permissions().mode(), folder);
    fs::remove_dir(other.path().join("folder")).unwrap();
    tree(other.path())
}

#[track_caller]
fn assert_same(answers: &Answers, given: [&str; 2], folder: &TempDir, seen: &str) {
    let made = folder.path().join("tamma");
    assert!(made.is_dir(), "{seen}");
    let (found, expected) = (tree(&made), expected(answers, given, &made));
    let names = |tree: &[Found]| tree.iter().map(|(path, mode, _)| (path.clone(), *mode)).collect::<Vec<_>>();
    assert_eq!(names(&found), names(&expected));
    for (one, other) in found.iter().zip(&expected) {
        assert_eq!(one.2, other.2, "{}", one.0.display());
    }
    let beside: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(beside.iter().all(|name| name == "tamma" || name == "install.sh"), "{beside:?}");
    for secret in given.iter().filter(|secret| !secret.is_empty()) {
        assert!(!seen.contains(secret), "a secret is shown");
    }
}

fn same_as_the_zip(shell: &Path, judge: Judge) {
    let all = [GITHUB_TOKEN, ANTHROPIC_API_KEY];
    let [one, two] = [[GITHUB_TOKEN, ""], ["", ANTHROPIC_API_KEY]];
    let addons: [&[&str]; 2] = [&[], &["monitoring", "metrics", "backup", "https"]];
    let mut made = Vec::new();
    for profile in ["dev", "prod"] {
        for mode in [SecretMode::Env, SecretMode::Files] {
            for (addons, given) in addons.into_iter().zip([all, ["", ""]]) {
                made.push((answers(profile, mode, addons), given));
            }
        }
    }
    for (mode, given) in [(SecretMode::Env, one), (SecretMode::Files, two)] {
        let mut repository = answers("dev", mode, &["backup"]);
        repository.shape = Shape::Repository;
        made.push((repository, given));
    }
    for (answers, given) in made {
        let mut terminal = Terminal::running(shell, judge, empty(), &answers);
        terminal.gives(given);
        let (folder, seen) = terminal.ends();
        assert_same(&answers, given, &folder, &seen);
        assert!(seen.contains("docker compose up -d"), "{seen}");
        assert_eq!(
            seen.matches("Write GITHUB_TOKEN into").count(),
            1 + usize::from(given[0].is_empty()),
            "{seen}"
        );
    }
}

fn hostile(shell: &Path, judge: Judge) {
    let stack = catalogue::first();
    let mut answers = answers("dev", SecretMode::Files, &["backup"]);
    let value = format!("a\t'b' \"c\" BERTHPLACE0X $x `y` \\ & ü !! {}", "x".repeat(9000));
    for field in stack.fields.iter().filter(|field| field.kind() == berth::stack::Kind::Text) {
        answers.set(field.key.clone(), value.as_str());
    }
    let given = [GITHUB_TOKEN, ""];
    let mut terminal = Terminal::running(shell, judge, empty(), &answers);
    terminal.gives(given);
    let (folder, seen) = terminal.ends();
    assert_same(&answers, given, &folder, &seen);
}

fn pasted(shell: &Path, judge: Judge) {
    let answers = answers("dev", SecretMode::Env, &["https"]);
    let mut terminal = Terminal::new(shell, judge, empty(), "PS1='ready'; export PS1; exec sh -i");
    terminal.session.send(&text(&answers)).unwrap();
    terminal.session.flush().unwrap();
    let given = [GITHUB_TOKEN, ANTHROPIC_API_KEY];
    terminal.gives(given);
    terminal.sees("Next steps");
    // What is typed is shown again.
    terminal.session.send_line("echo sho''wn").unwrap();
    terminal.sees("echo sho''wn");
    terminal.session.send_line("exit").unwrap();
    let (folder, seen) = terminal.ends();
    assert!(seen.contains("shown"), "{seen}");
    assert_same(&answers, given, &folder, &seen);
}

fn asks_again(shell: &Path, judge: Judge) {
    let answers = answers("dev", SecretMode::Env, &[]);
    let mut terminal = Terminal::running(shell, judge, empty(), &answers);
    terminal.answers("GitHub token", "ghp_wrong$wrong");
    terminal.sees("found `$`");
    terminal.answers("GitHub token", &GITHUB_TOKEN.replace("ghp_", "xyz_"));
    terminal.sees("expected it to start with");
    terminal.answers("GitHub token", "ghp_short");
    terminal.sees("expected at least 40 characters; found 9");
    terminal.answers("GitHub token", GITHUB_TOKEN);
    terminal.answers("Anthropic API key", &format!("{ANTHROPIC_API_KEY} "));
    terminal.sees("found a space");
    terminal.answers("Anthropic API key", "grün");
    terminal.sees("not ASCII");
    terminal.answers("Anthropic API key", "a~b");
    terminal.sees("found `~`");
    terminal.answers("Anthropic API key", "a&\\b");
    terminal.sees("found `&`");
    terminal.answers("Anthropic API key", ANTHROPIC_API_KEY);
    let (folder, seen) = terminal.ends();
    assert_same(&answers, [GITHUB_TOKEN, ANTHROPIC_API_KEY], &folder, &seen);
    assert!(!seen.contains("wrong"), "{seen}");
}

fn refuses_what_is_there(shell: &Path, judge: Judge) {
    let answers = answers("dev", SecretMode::Env, &[]);
    let folder = empty();
    fs::create_dir(folder.path().join("tamma")).unwrap();
    fs::write(folder.path().join("tamma/.env"), "mine").unwrap();
    let (folder, seen) = Terminal::running(shell, judge, folder, &answers).ends();
    assert!(seen.contains("is not empty; nothing was written"), "{seen}");
    fs::remove_file(folder.path().join("install.sh")).unwrap();
    let names: Vec<_> = tree(folder.path()).into_iter().map(|(path, ..)| path).collect();
    assert_eq!(names, [Path::new("tamma"), Path::new("tamma/.env")]);

    // An empty one is filled.
    fs::remove_file(folder.path().join("tamma/.env")).unwrap();
    let mut terminal = Terminal::running(shell, judge, folder, &answers);
    terminal.gives(["", ""]);
    let (folder, seen) = terminal.ends();
    assert_same(&answers, ["", ""], &folder, &seen);
}

fn interrupted(shell: &Path, judge: Judge) {
    let answers = answers("dev", SecretMode::Env, &[]);
    let mut terminal = Terminal::new(shell, judge, empty(), "PS1='ready'; export PS1; exec sh -i");
    let saved = terminal.folder.path().join("install.sh");
    fs::write(&saved, text(&answers)).unwrap();
    terminal.sees("ready");
    terminal.session.send_line("sh install.sh").unwrap();
    terminal.answers("GitHub token", GITHUB_TOKEN);
    terminal.sees("\nAnthropic API key: ");
    terminal.session.send_control('c').unwrap();
    terminal.sees("ready");
    // Again with an echo: the terminal is as it was.
    terminal.session.send_line("echo sho''wn").unwrap();
    terminal.sees("echo sho''wn");
    terminal.session.send_line("exit").unwrap();
    let (folder, seen) = terminal.ends();
    let names: Vec<_> = tree(folder.path()).into_iter().map(|(path, ..)| path).collect();
    assert_eq!(names, [Path::new("install.sh")], "{seen}");
    assert!(!seen.contains(GITHUB_TOKEN));
}

fn damaged(shell: &Path, judge: Judge) {
    let whole = text(&answers("dev", SecretMode::Env, &[]));
    for (from, to) in [("# Docker Compose reads it", "# Docker Compose eads it"), ("services:\n", "")] {
        let folder = empty();
        assert!(whole.contains(from));
        fs::write(folder.path().join("install.sh"), whole.replacen(from, to, 1)).unwrap();
        let mut terminal = Terminal::new(shell, judge, folder, "exec sh install.sh");
        terminal.gives(["", ""]);
        let (folder, seen) = terminal.ends();
        assert!(seen.contains("did not come out whole"), "{seen}");
        assert_eq!(tree(folder.path()).len(), 1);
    }
}
