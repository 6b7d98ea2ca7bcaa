//! What is handed over is what the command line writes.

use std::process::Command;

use berth::catalogue;
use berth::stack::Field;
use berth_testing::page::Page;
use berth_testing::scenario::{ANTHROPIC_API_KEY, GITHUB_TOKEN};

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[
    ("the zip is the command line's, byte for byte", same_bytes),
    ("every choice is in the zip as the command line has it", same_choices),
    ("every other stack's zip is the command line's, in each profile", other_stacks),
    ("a zip asked for at once holds every secret that Berth can make", complete_at_once),
];

const SECRETS: [(&str, &str); 6] = [
    ("GITHUB_TOKEN", GITHUB_TOKEN),
    ("ANTHROPIC_API_KEY", ANTHROPIC_API_KEY),
    ("POSTGRES_PASSWORD", r#"it's; a "pass" $word \ # é漢"#),
    ("RABBITMQ_PASSWORD", "rabbit-rabbit-rabbit"),
    ("ELSA_SIGNING_KEY", "0123456789abcdef0123456789abcdef"),
    ("FRONT_DOOR_PASSWORD", r"front: \door\ $at 'home'"),
];
const VALUES: [(&str, &str, &str); 5] = [
    ("ports", "DASHBOARD_PORT", "8080"),
    ("images", "TAMMA_VERSION", "0.2.0"),
    ("settings", "GITHUB_OWNER", "octo-org"),
    ("settings", "GITHUB_REPO", "hello-world"),
    ("settings", "TAMMA_BOT_USERNAME", "${hello} world"),
];

fn same_bytes(page: &mut Page) {
    page.step("secrets");
    for (key, value) in SECRETS {
        page.fill(key, value);
    }
    for (step, key, value) in VALUES {
        page.step(step);
        page.fill(key, value);
    }
    let from_page = download(page);

    let mut command = Command::new(env!("CARGO_BIN_EXE_berth"));
    command.env_clear().envs(SECRETS).args(["init", "--yes", "--zip", "-"]);
    for (_, key, value) in VALUES {
        command.arg(format!("--set={key}={value}"));
    }
    let from_terminal = command.output().expect("berth runs");
    assert!(from_terminal.status.success(), "{}", String::from_utf8_lossy(&from_terminal.stderr));
    assert!(
        from_page == from_terminal.stdout,
        "{} and {} bytes",
        from_page.len(),
        from_terminal.stdout.len()
    );
}

fn same_choices(page: &mut Page) {
    page.choose("profile", "prod");
    page.choose("secrets", "files");
    for addon in ["monitoring", "own-proxy"] {
        page.choose("addons", addon);
    }
    page.step("secrets");
    let more =
        [("GRAFANA_PASSWORD", "grafana-grafana"), ("DOTNET_JWT_SECRET", "0123456789abcdef0123456789abcdef")];
    let secrets: Vec<(&str, &str)> = SECRETS.into_iter().chain(more).collect();
    for (key, value) in &secrets {
        page.fill(key, value);
    }
    page.step("ports");
    page.fill("PROXY_NETWORK", "edge");
    let from_page = download(page);

    let mut command = Command::new(env!("CARGO_BIN_EXE_berth"));
    command.env_clear().envs(secrets).args(["init", "--yes", "--zip", "-", "--profile", "prod"]);
    command.args(["--secrets", "files", "--with", "monitoring", "--with", "own-proxy"]);
    let from_terminal = command.arg("--set=PROXY_NETWORK=edge").output().expect("berth runs");
    assert!(from_page == from_terminal.stdout);
}

fn other_stacks(page: &mut Page) {
    for stack in &catalogue::all()[1..] {
        for profile in &stack.profiles {
            page.step("stack");
            page.click(&format!("input[name=stack][value={}]", stack.id));
            page.choose("profile", &profile.id);
            page.step("secrets");
            let secrets: Vec<(&str, String)> =
                stack.fields.iter().filter_map(|field| Some((field.key.as_str(), typed(field)?))).collect();
            for (key, value) in &secrets {
                page.fill(key, value);
            }
            page.click("#download");
            let from_page = page.taken_zip(&stack.id);
            let mut command = Command::new(env!("CARGO_BIN_EXE_berth"));
            command.env_clear().envs(secrets).args(["init", &stack.id, "--yes", "--zip", "-"]);
            let from_terminal = command.args(["--profile", &profile.id]).output().expect("berth runs");
            assert!(from_page == from_terminal.stdout, "{} {}", stack.id, profile.id);
        }
    }
}

/// A secret that the field takes, with all that its form leaves free.
fn typed(field: &Field) -> Option<String> {
    let form = field.secret()?.form;
    Some(match form.prefixes.first() {
        Some(prefix) => format!("{prefix}{}", "a-B_1".repeat(form.min_length)),
        None => format!("it's the \"secret\" of {} $é", field.key),
    })
}

fn complete_at_once(page: &mut Page) {
    let text = String::from_utf8_lossy(&download(page)).into_owned();
    for key in ["POSTGRES_PASSWORD", "RABBITMQ_PASSWORD", "ELSA_SIGNING_KEY", "FRONT_DOOR_PASSWORD"] {
        let line = text.lines().find(|line| line.starts_with(&format!("{key}="))).expect("its line");
        assert!(line.len() > key.len() + 30, "{key}");
    }
}

fn download(page: &Page) -> Vec<u8> {
    page.click("#download");
    page.saved_zip()
}
