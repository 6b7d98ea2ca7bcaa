//! Over an existing deployment (G29).

use std::fs;
use std::os::unix::fs::PermissionsExt;

use berth_testing::scenario::GITHUB_TOKEN;

use super::berth::{Ran, berth, berth_in};

fn password(ran: &Ran, path: &str) -> String {
    ran.text(path).lines().find(|line| line.starts_with("POSTGRES_PASSWORD=")).unwrap().to_owned()
}

#[test]
fn g29_is_refused_without_force() {
    let first = berth("init --yes").runs();
    let (before, tree) = (first.text(".env"), first.tree());
    let second = berth_in(first.folder(), "init --yes").refused().complains("`--force` writes over it");
    assert_eq!(second.text(".env"), before);
    assert_eq!(second.tree(), tree);
}

#[test]
fn g29_any_file_in_the_way_is_kept() {
    let ran = berth("init --yes").file("README.md", "mine").refused().complains("README.md");
    assert_eq!(ran.text("README.md"), "mine");
    assert_eq!(ran.tree(), ["README.md"]);
}

#[test]
fn g29_force_keeps_a_backup_the_secrets_and_the_answers() {
    let first = berth("init --yes --set DASHBOARD_PORT=8081").owned().runs();
    let (env, pw) = (first.text(".env"), password(&first, ".env"));
    let second = berth_in(first.folder(), "init --yes --force --set TS_API_PORT=8082").runs();

    assert_eq!(password(&second, ".env"), pw);
    for line in ["DASHBOARD_PORT=8081", "TS_API_PORT=8082"] {
        assert!(second.text(".env").lines().any(|found| found == line), "{line}");
    }
    assert_eq!(second.text("backup-1/.env"), env);
    let mode = |path: &str| second.path(path).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("backup-1"), mode("backup-1/.env")), (0o700, 0o600));
    let second = second.says("Kept from the deployment that was there").says("backup-1");

    let third = berth_in(second.folder(), "init --yes --force").runs();
    assert!(third.path("backup-2/.env").exists() && third.path("backup-1/.env").exists());
}

#[test]
fn g29_a_secret_given_anew_wins() {
    let first = berth("init --yes").runs();
    let second =
        berth_in(first.folder(), "init --yes --force").env("POSTGRES_PASSWORD", "given-anew-1234").runs();
    assert_eq!(password(&second, ".env"), "POSTGRES_PASSWORD=given-anew-1234");
}

#[test]
fn g29_findings_leave_the_old_deployment_alone() {
    let first = berth("init --yes").runs();
    let before = first.tree();
    let second = berth_in(first.folder(), "init --yes --force --set DASHBOARD_PORT=x").refused();
    assert_eq!(second.tree(), before);
}

#[test]
fn g29_a_zip_is_kept_too() {
    let first = berth("init --yes --zip out.zip").runs();
    let bytes = fs::read(first.path("out.zip")).unwrap();
    let refused = berth_in(first.folder(), "init --yes --zip out.zip").refused().complains("`--force`");
    let forced = berth_in(refused.folder(), "init --yes --zip out.zip --force").runs();
    assert_eq!(fs::read(forced.path("out.zip.backup-1")).unwrap(), bytes);
}

#[test]
fn a_target_that_cannot_be_written_is_named() {
    berth("init --yes --dir file/new")
        .file("file", "")
        .refused()
        .complains("can't write file/new")
        .leaves(&["file"]);
    berth("init --yes --zip file/out.zip").file("file", "").refused().complains("can't write file/out.zip");
}

#[test]
fn g29_force_keeps_secrets_that_are_files() {
    let run = "init --yes --secrets files --shape repository";
    let first = berth(run).owned().runs();
    let held = |ran: &Ran, folder: &str| {
        ["postgres_password", "elsa-server.env", "rabbitmq.config"]
            .map(|name| ran.text(&format!("{folder}docker/secrets/{name}")))
    };
    let before = held(&first, "");
    let refused = berth_in(first.folder(), run).refused().complains("`--force` writes over it");
    let second = berth_in(refused.folder(), &format!("{run} --force --with backup")).runs();
    assert_eq!(held(&second, ""), before);
    assert_eq!(held(&second, "backup-1/"), before);
    // What only its owner has is kept too.
    assert_eq!(second.text("docker/secrets/github_token"), GITHUB_TOKEN);
    let mode = |path: &str| second.path(path).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("docker/secrets"), mode("backup-1")), (0o700, 0o700));
    assert_ne!(mode("docker"), 0o700);
}

#[test]
fn g29_variables_become_files_with_the_same_secrets() {
    let first = berth("init --yes").owned().runs();
    let pw = password(&first, ".env");
    let second = berth_in(first.folder(), "init --yes --force --secrets files").runs();
    assert_eq!(format!("POSTGRES_PASSWORD={}", second.text("secrets/postgres_password")), pw);
    assert!(!second.text(".env").contains("PASSWORD"));
}

#[test]
fn g29_what_is_left_to_a_profile_s_file_is_no_answer() {
    let first = berth("init --yes --shape repository").owned().runs();
    assert!(first.text("docker/.env").lines().any(|line| line == "NODE_ENV="));
    let second = berth_in(first.folder(), "init --yes --shape repository --profile prod --force").runs();
    assert!(
        second
            .text("docker/.env")
            .lines()
            .any(|line| line == "COMPOSE_FILE=docker-compose.yml:docker-compose.prod.yml")
    );
}
