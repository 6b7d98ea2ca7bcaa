use std::io::{Cursor, Read};
use std::os::unix::fs::PermissionsExt;

use berth_testing::scenario::GITHUB_TOKEN;
use serde_json::json;

use super::berth::{Ran, berth};

const FILES: [&str; 15] = [
    ".env",
    ".env.example",
    ".gitattributes",
    ".gitignore",
    "README.md",
    "docker-compose.override.yml",
    "docker-compose.yml",
    "engine.sh",
    "entrypoint.sh",
    "front-door.sh",
    "init-db.sql",
    "nginx-dashboard.conf",
    "tamma-backup.sh",
    "tamma-restore.sh",
    "tamma-update.sh",
];

fn env_line(ran: &Ran, key: &str) -> String {
    let start = format!("{key}=");
    let env = ran.text(".env");
    env.lines().find(|line| line.starts_with(&start)).expect("its line").to_owned()
}

#[test]
fn writes_a_deployment_and_says_what_to_do_next() {
    berth("init --yes")
        .owned()
        .runs()
        .leaves(&FILES)
        .says("[1/15] docker-compose.yml … done")
        .says("Generated: POSTGRES_PASSWORD, RABBITMQ_PASSWORD, ELSA_SIGNING_KEY, FRONT_DOOR_PASSWORD")
        .says("1. Start everything")
        .says("http://localhost:3001")
        .never_shows(GITHUB_TOKEN);
}

#[test]
fn g18_files_have_their_modes_whatever_the_umask() {
    for umask in ["000", "077"] {
        let folder = tempfile::tempdir().unwrap();
        let run = format!("umask {umask} && exec {} init --yes", env!("CARGO_BIN_EXE_berth"));
        let status = std::process::Command::new("sh")
            .args(["-c", &run])
            .current_dir(folder.path())
            .output()
            .unwrap()
            .status;
        assert!(status.success());
        let mode = |path: &str| folder.path().join(path).metadata().unwrap().permissions().mode() & 0o7777;
        assert_eq!((mode(".env"), mode("docker-compose.yml")), (0o600, 0o644), "umask {umask}");
    }
}

#[test]
fn g18_secrets_are_readable_in_a_folder_that_is_closed() {
    let ran = berth("init --yes --secrets files").owned().runs();
    let mode = |path: &str| ran.path(path).metadata().unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode("secrets"), mode("secrets/github_token")), (0o700, 0o644));
    assert_eq!(mode("secrets/elsa-server.env"), 0o600);
    assert_eq!(ran.text("secrets/github_token"), GITHUB_TOKEN);
}

#[test]
fn what_a_machine_needs_is_said() {
    berth("init --yes --profile prod").runs().says("May use 7.25 CPUs and 7.2 GB of memory in 10 containers");
    let lite = berth("init --json --profile lite").runs().json();
    assert_eq!((&lite["totals"]["cpus"], &lite["totals"]["limited"]), (&3.75.into(), &true.into()));
}

#[test]
fn add_ons_that_do_the_same_are_refused_together() {
    berth("init --yes --with https --with own-proxy").refused().complains("do the same job").leaves(&[]);
}

#[test]
fn the_folder_the_zip_and_the_pipe_hold_the_same_bytes() {
    let secrets = ["POSTGRES_PASSWORD", "RABBITMQ_PASSWORD", "ELSA_SIGNING_KEY", "FRONT_DOOR_PASSWORD"];
    let run = |arguments: &str| {
        secrets
            .iter()
            .fold(berth(arguments).owned(), |berth, key| berth.env(key, &"s3cret-".repeat(8)))
            .runs()
    };
    let folder = run("init --yes --dir out");
    let zip = run("init --yes --zip out.zip").leaves(&["out.zip"]);
    let pipe = run("init --yes --zip -").leaves(&[]);

    let bytes = std::fs::read(zip.path("out.zip")).unwrap();
    assert_eq!(bytes, pipe.bytes());
    assert_eq!(zip.path("out.zip").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert_eq!(archive.len(), FILES.len());
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        let path = format!("out/{}", entry.name().unwrap());
        assert_eq!(text, folder.text(&path), "{path}");
        let mode = folder.path(&path).metadata().unwrap().permissions().mode();
        assert_eq!(entry.unix_mode().unwrap() & 0o777, mode & 0o777, "{path}");
    }
}

#[test]
fn g3_a_secret_that_is_missing_leaves_an_empty_line_a_warning_and_a_step() {
    let ran = berth("init --yes").runs();
    for key in ["GITHUB_TOKEN", "ANTHROPIC_API_KEY", "GITHUB_OWNER", "GITHUB_REPO"] {
        assert_eq!(env_line(&ran, key), format!("{key}="));
        assert!(ran.stderr().contains(&format!("warning: {key}: ")), "{}", ran.stderr());
        assert!(ran.stdout().contains(&format!("Write {key} into .env")), "{}", ran.stdout());
        assert!(ran.text("docker-compose.yml").contains(&format!("${{{key}:?")), "{key}");
    }
}

#[test]
fn g3_a_bundle_for_everybody_holds_no_secret() {
    for mode in ["env", "files"] {
        let ran = berth("init --yes --profile prod --without-secrets --secrets").arg(mode).owned().runs();
        for path in ran.tree() {
            assert!(!ran.text(&path).contains(GITHUB_TOKEN), "{mode}: {path}");
        }
        assert!(!ran.stdout().contains("Generated"), "{mode}: {}", ran.stdout());
        // Whoever unpacks it is told what to write and where; nothing starts before.
        assert!(ran.text("README.md").contains("Write POSTGRES\\_PASSWORD into"), "{mode}");
        assert!(!ran.path("secrets/postgres_password").exists(), "{mode}");
        if mode == "env" {
            let made = "# Make one with: openssl rand -hex 16\nPOSTGRES_PASSWORD=\n";
            assert!(ran.text(".env").contains(made), "{}", ran.text(".env"));
        }
    }
}

#[test]
fn g3_two_runs_make_different_secrets() {
    let line = || env_line(&berth("init --yes").runs(), "POSTGRES_PASSWORD");
    let one = line();
    assert_ne!(one, line());
    assert_eq!(one.len(), "POSTGRES_PASSWORD=".len() + 32);
}

#[test]
fn takes_a_secret_from_the_environment() {
    let ran = berth("init --yes").env("POSTGRES_PASSWORD", "from the environment").runs();
    assert_eq!(env_line(&ran, "POSTGRES_PASSWORD"), r#"POSTGRES_PASSWORD="from the environment""#);
}

#[test]
fn takes_a_secret_from_a_file_without_its_last_line_break() {
    let ran = berth("init --yes --set POSTGRES_PASSWORD=@pw").file("pw", "from-a-file-\r\n").runs();
    assert_eq!(env_line(&ran, "POSTGRES_PASSWORD"), "POSTGRES_PASSWORD=from-a-file-");
}

#[test]
fn refuses_a_secret_in_the_arguments_and_says_what_to_do() {
    berth("init --yes --set GITHUB_TOKEN=ghp_mine")
        .misused()
        .complains("GITHUB_TOKEN is a secret")
        .complains("--set GITHUB_TOKEN=@FILE")
        .never_shows("ghp_mine")
        .leaves(&[]);
}

#[test]
fn refuses_an_empty_or_missing_secret_file() {
    berth("init --yes --set GITHUB_TOKEN=@empty").file("empty", "\n").misused().complains("found nothing");
    berth("init --yes --set GITHUB_TOKEN=@gone").misused().complains("can't read gone");
}

#[test]
fn takes_answers_from_a_file_and_lets_arguments_win() {
    let answers = "stack: tamma\nprofile: dev\nvalues:\n  DASHBOARD_PORT: 8081\n  TS_API_PORT: 8082\n  TAMMA_ENABLE_AUTH: true\n  TAMMA_ISSUE_LABELS: [a, b]\n";
    let ran = berth("init --yes --answers a.yaml --set TS_API_PORT=8083").file("a.yaml", answers).runs();
    for line in
        ["DASHBOARD_PORT=8081", "TS_API_PORT=8083", "TAMMA_ENABLE_AUTH=true", "TAMMA_ISSUE_LABELS=a,b"]
    {
        assert!(ran.text(".env").lines().any(|found| found == line), "{line}");
    }
}

#[test]
fn refuses_answers_that_it_cannot_use_with_their_line() {
    berth("init --yes --answers a.yaml")
        .file("a.yaml", "stack: tamma\nports:\n  - 1\n")
        .misused()
        .complains("a.yaml:2: unknown field `ports`");
    berth("init --yes --answers a.yaml")
        .file("a.yaml", "values:\n  GITHUB_TOKEN: ghp_mine\n")
        .misused()
        .complains("GITHUB_TOKEN is a secret")
        .never_shows("ghp_mine");
    berth("init --yes --answers a.yaml")
        .file("a.yaml", "values:\n  DASHBOARD_PORT: {a: 1}\n")
        .misused()
        .complains("found a mapping");
}

#[test]
fn g7_findings_stop_it_before_anything_is_written() {
    berth("init --yes --dir new --set DASHBOARD_PORT=3000")
        .refused()
        .complains("error: DASHBOARD_PORT: 3000 is taken by `.NET API`; use 3001")
        .complains("nothing was written")
        .leaves(&[]);
}

#[test]
fn a_misspelt_field_is_named_with_the_nearest() {
    berth("init --yes --set DASHBORD_PORT=1").refused().complains("did you mean `DASHBOARD_PORT`?");
}

#[test]
fn what_the_stack_does_not_offer_is_refused() {
    berth("init --yes --profile nope").refused().complains("Tamma has no profile `nope`; it has `dev`");
    berth("init --yes --with nope").refused().complains("no add-on `nope`");
    berth("init nope --yes").misused().complains("found `nope`");
    berth("init --yes --shape nope").misused();
    berth("init --yes --set NOVALUE").misused().complains("expected `--set KEY=VALUE`");
}

#[test]
fn tells_a_script_what_it_did() {
    let done = berth("init --json").owned().runs().json();
    assert_eq!(done["files"][0]["path"], "docker-compose.yml");
    assert_eq!(done["files"][2]["mode"], "0600");
    assert_eq!(done["generated"][0], "POSTGRES_PASSWORD");
    assert_eq!(done["next_steps"][0]["run"], "docker compose up -d --wait");

    let refused = berth("init --json --set DASHBOARD_PORT=x").refused().json();
    assert_eq!(refused["findings"][0]["place"]["field"], "DASHBOARD_PORT");
    assert_eq!(refused["findings"][0]["mend"]["value"], "3001");
    assert_eq!(refused["findings"][0]["kind"], "not-a-port");
    assert_eq!(refused["findings"][0]["facts"], json!({ "found": "x" }));
}

const LINK: &str = "--link=https://meywd.github.io/berth/#review?stack=tamma&profile=lite&addons=backup&DASHBOARD_PORT=8080&LOG_MAX_MB=7";

#[test]
fn a_link_gives_the_answers_and_arguments_win() {
    let ran = berth("init --yes").owned().arg(LINK).arg("--set=LOG_MAX_MB=8").runs();
    assert_eq!(env_line(&ran, "DASHBOARD_PORT"), "DASHBOARD_PORT=8080");
    assert_eq!(env_line(&ran, "LOG_MAX_MB"), "LOG_MAX_MB=8");
    let compose = ran.text("docker-compose.yml");
    assert!(compose.contains("backup") && !compose.contains("elsa-server"));
    let own = "<https://meywd.github.io/berth/#?stack=tamma&profile=lite&addons=backup&DASHBOARD_PORT=8080&";
    assert!(ran.text("README.md").contains(own));

    let ran = berth("init --yes --profile dev --shape deploy --with monitoring").owned().arg(LINK).runs();
    let compose = ran.text("docker-compose.yml");
    assert!(["backup", "elsa-server", "loki"].iter().all(|name| compose.contains(name)));
}

#[test]
fn the_link_in_a_guide_makes_the_same_deployment_again() {
    let secrets = |berth: super::berth::Berth| berth.env("POSTGRES_PASSWORD", &"s3cret-".repeat(8)).owned();
    let first = secrets(berth("init --yes --profile lite --with backup --set LOG_MAX_MB=7")).runs();
    let guide = first.text("README.md");
    let link = guide.split_once("secrets: <").unwrap().1.split_once('>').unwrap().0;
    let again = secrets(berth("init --yes").arg(format!("--link={link}"))).runs();
    assert_eq!(again.text("README.md"), guide);
    assert_eq!(again.text("docker-compose.yml"), first.text("docker-compose.yml"));
}

#[test]
fn g27_what_a_link_holds_and_nobody_can_use_is_named() {
    let link = "--link=?stack=tamma&profile=nope&NO_SUCH=1&DASHBOARD_PORT=8080";
    let ran = berth("init --yes").owned().arg(link).runs();
    assert_eq!(env_line(&ran, "DASHBOARD_PORT"), "DASHBOARD_PORT=8080");
    for said in
        ["In the link, `profile` can’t be used; its default, `dev`, is used", "In the link, `NO_SUCH`"]
    {
        assert!(ran.stderr().contains(&said.replace("In", "warning: in")), "{}", ran.stderr());
    }
    let ran = berth("init --yes --link ports").owned().runs();
    assert!(ran.stderr().contains("no answers are in it"), "{}", ran.stderr());
}

#[test]
fn g25_a_secret_in_a_link_is_refused_and_never_shown() {
    let ran = berth("init --yes --link ?GITHUB_TOKEN=canary").runs().never_shows("canary");
    assert_eq!(env_line(&ran, "GITHUB_TOKEN"), "GITHUB_TOKEN=");
    assert!(ran.stderr().contains("`GITHUB_TOKEN` is a secret"), "{}", ran.stderr());
}

#[test]
fn g25_the_script_holds_no_secret_and_nothing_is_written() {
    let ran = berth("init --script --profile prod --secrets files")
        .owned()
        .env("POSTGRES_PASSWORD", "canary-canary-canary")
        .runs()
        .leaves(&[])
        .says("sh <<'BERTH_SCRIPT'\n")
        .says("ask 0 'GitHub token'")
        .never_shows(GITHUB_TOKEN)
        .never_shows("canary");
    assert!(ran.stdout().ends_with("\nBERTH_SCRIPT\n"));
    // What is asked for there is nothing to warn of here.
    assert!(
        !ran.stderr().contains("GITHUB_TOKEN") && ran.stderr().contains("TAMMA_VERSION"),
        "{}",
        ran.stderr()
    );
    assert!(berth("init --help").runs().stdout().contains("--script"));
}

#[test]
fn a_script_goes_nowhere_else() {
    for other in ["--zip x.zip", "--dir x", "--json", "--force"] {
        berth(&format!("init --script {other}")).misused().leaves(&[]);
    }
    berth("init --script --set DASHBOARD_PORT=80a").refused().complains("nothing was written").leaves(&[]);
}
