//! The files as they are handed over: their letters, modes and readers, and what may not be in them.

use std::collections::BTreeSet;
use std::env;
use std::process::Command;

use berth::bundle::File;
use berth::plan::Variable;
use berth::render::escape;
use berth::stack::{FileKind, SecretMode, Shape};
use berth::yaml;
use berth_testing::folder::Folder;
use serde_json::Value;

use super::{Case, Complaints, every};
use crate::check::deployment;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    every(suite, "berth finds nothing in any bundle that it writes", |case| {
        let mut unpacked = deployment(&case.bundle);
        if case.plan.shape == Shape::Repository {
            unpacked.paths.extend(case.plan.stack.sources.iter().map(ToString::to_string));
        }
        berth::deployment::check::check(&unpacked).iter().map(berth::words::finding).collect()
    });

    every(suite, "two readers take every YAML file for the same, and JSON is JSON", |case| {
        case.bundle.files.iter().filter_map(|file| unreadable(file).err()).collect()
    });

    every(suite, "G15: every bundle's project is named in the base and nowhere else", |case| {
        let base = format!("{}docker-compose.yml", case.home());
        let mut complaints = Vec::new();
        for (file, tree) in compose_files(case) {
            let expected = (file.path == base).then_some(case.plan.stack.project.as_str());
            if tree["name"].as_str() != expected {
                complaints.push(format!("{}: `name` is {}, expected {expected:?}", file.path, tree["name"]));
            }
        }
        let renames =
            |file: &&File| file.kind == FileKind::Dotenv && file.text.contains("\nCOMPOSE_PROJECT_NAME=");
        complaints
            .extend(case.bundle.files.iter().filter(renames).map(|file| format!("{} names it", file.path)));
        complaints
    });

    every(suite, "G16: no Compose file has a version", |case| {
        let versioned = compose_files(case).filter(|(_, tree)| !tree["version"].is_null());
        versioned.map(|(file, _)| format!("{} has one", file.path)).collect()
    });

    every(suite, "G4: no base publishes a port", |case| {
        let base = format!("{}docker-compose.yml", case.home());
        let (_, tree) = compose_files(case).find(|(file, _)| file.path == base).expect("a base");
        let services = tree["services"].as_object().into_iter().flatten();
        services
            .filter(|(_, service)| !service["ports"].is_null())
            .map(|(name, _)| format!("`{name}` does"))
            .collect()
    });

    every(suite, "G18: every file has its mode, Unix line ends and one line end behind it", |case| {
        case.bundle.files.iter().flat_map(|file| misshapen(file, case.home())).collect()
    });

    every(suite, "G19: Git leaves every file with a secret, and takes every other", |case| {
        // What add-ons bring is no secret; a folder and a Git for each bundle takes its time.
        if case.plan.addons.len() > 1 { Vec::new() } else { wrongly_ignored(case) }
    });

    every(suite, "G19: no secret stands where it does not belong", |case| {
        let secrets = secrets(case);
        let mut complaints = Vec::new();
        for file in &case.bundle.files {
            let path = file.path.strip_prefix(case.home()).unwrap_or(&file.path);
            let may = match case.secret_mode {
                SecretMode::Env => path == ".env" || path.starts_with("secrets/"),
                SecretMode::Files => path.starts_with("secrets/"),
            };
            if !may {
                let held = secrets.iter().filter(|(_, secret)| file.text.contains(secret));
                complaints.extend(held.map(|(key, _)| format!("{} holds {key}", file.path)));
            }
        }
        complaints
    });

    every(suite, "G19: every secret in use stands somewhere", |case| {
        let there = |secret: &str| {
            let quoted = escape::within_quotes(secret);
            case.bundle.files.iter().any(|file| file.text.contains(secret) || file.text.contains(&quoted))
        };
        let absent = secrets_in_use(case).filter(|variable| !there(variable.setting.expose()));
        absent.map(|variable| format!("{} does not", variable.key)).collect()
    });
}

fn wrongly_ignored(case: &Case) -> Complaints {
    let folder = Folder::holding(&case.bundle);
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(arguments).current_dir(folder.path()).env_clear().env("HOME", folder.path());
        git.env("PATH", env::var_os("PATH").unwrap_or_default()).output().expect("git runs")
    };
    assert!(git(&["init", "-q"]).status.success());
    let said = git(&["ls-files", "--others", "--exclude-standard", "-z"]);
    let taken: BTreeSet<String> =
        String::from_utf8_lossy(&said.stdout).split_terminator('\0').map(str::to_owned).collect();
    let mut complaints = Vec::new();
    for file in &case.bundle.files {
        let path = file.path.strip_prefix(case.home()).unwrap_or(&file.path);
        let private = path == ".env" || path.starts_with("secrets/");
        // Git is told of no empty folder; who keeps backups out keeps theirs out too.
        let kept_out = private || path == "backups/.gitkeep";
        if taken.contains(&file.path) == kept_out {
            let what = if private { "Git would take it" } else { "Git would leave it" };
            complaints.push(format!("{}: {what}", file.path));
        }
    }
    complaints
}

fn secrets_in_use(case: &Case) -> impl Iterator<Item = &Variable<'_>> {
    let in_use =
        |variable: &&Variable| variable.is_secret() && (variable.required || !variable.setting.is_empty());
    case.plan.variables.iter().filter(in_use)
}

/// Every secret of the plan in every form, by its variable's name.
fn secrets(case: &Case) -> BTreeSet<(&str, String)> {
    let mut found = BTreeSet::new();
    for variable in secrets_in_use(case) {
        found.insert((variable.key, variable.setting.expose().to_owned()));
        let twins = variable.twins.iter().filter_map(|twin| twin.value.as_ref());
        found.extend(twins.map(|twin| (variable.key, twin.expose().to_owned())));
    }
    assert!(found.iter().all(|(_, secret)| secret.len() >= 12), "{}: a secret is missing", case.name);
    found
}

fn unreadable(file: &File) -> Result<(), String> {
    let named = |error: String| format!("{}: {error}", file.path);
    match file.kind {
        FileKind::Yaml => {
            let ours: Value = yaml::parse(&file.text).map_err(|error| named(format!("{error:?}")))?;
            let theirs: Value =
                serde_saphyr::from_str(&file.text).map_err(|error| named(error.to_string()))?;
            if ours == theirs { Ok(()) } else { Err(named(format!("read as {ours} and as {theirs}"))) }
        }
        FileKind::Json => {
            serde_json::from_str::<Value>(&file.text).map(drop).map_err(|error| named(error.to_string()))
        }
        _ => Ok(()),
    }
}

fn compose_files(case: &Case) -> impl Iterator<Item = (&File, Value)> {
    let files = case.bundle.files.iter().filter(|file| super::linters::is_compose(file));
    files.map(|file| (file, yaml::parse(&file.text).unwrap_or_default()))
}

fn misshapen(file: &File, home: &str) -> Complaints {
    let path = file.path.strip_prefix(home).unwrap_or(&file.path);
    let mode = match file.kind {
        // Compose alone reads these.
        _ if path == ".env" || path.starts_with("secrets/") && path.ends_with(".env") => 0o600,
        FileKind::Shell => 0o755,
        // Containers read these as users of their own; the folder keeps everybody else out.
        _ => 0o644,
    };
    let mut complaints = Vec::new();
    if file.mode != mode {
        complaints.push(format!("{}: mode {:04o}, expected {mode:04o}", file.path, file.mode));
    }
    let bare = file.kind == FileKind::Secret;
    let wanted = if bare { "no" } else { "one" };
    if file.text.ends_with('\n') == bare || file.text.ends_with("\n\n") {
        complaints.push(format!("{}: expected {wanted} line end behind it", file.path));
    }
    if file.text.contains(['\r', '\0']) {
        complaints.push(format!("{}: a letter that Unix files have not", file.path));
    }
    complaints.extend(
        file.text
            .lines()
            .enumerate()
            .filter(|(_, line)| !bare && line.ends_with([' ', '\t']))
            .map(|(at, _)| format!("{}:{}: blanks at the end", file.path, at + 1)),
    );
    complaints
}
