//! tamma-update.sh

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::Tests;
use super::host::{Host, RUNS};

const BACKED_UP: [&str; 2] = ["pg_dump", "pg_restore -f"];
const START: &str = "up -d --wait --wait-timeout 300";

pub fn tests(tests: &mut Tests) {
    good(tests);
    no_backup(tests);
    no_images(tests);
    no_start(tests);
}

/// What Docker was asked to change.
fn changes(host: &Host) -> Vec<String> {
    host.asked().into_iter().filter(|call| !call.starts_with("inspect")).collect()
}

fn stamp(host: &Host) -> String {
    host.dump().trim_end_matches(".dump").to_owned()
}

fn good(tests: &mut Tests) {
    tests.each("G24: an update backs up, notes what runs, pulls, starts, and waits", |host| {
        let env = host.read("stack/.env");
        host.run(&["tamma-update.sh"]).done().says("done. The backup is ").says("tamma-api Up");
        assert_eq!(changes(host), [&BACKED_UP[..], &["pull", START, "ps"]].concat());
        assert_eq!(host.read(&format!("stack/{}.images", stamp(host))), RUNS);
        assert_eq!(host.read("stack/.env"), env);
        assert!(host.read("state/runs").lines().all(|line| line.contains(" sha256:newer-")));
        host.is_tidy();
    });

    tests.each("an update to a version writes it to `.env` and keeps the `.env` before", |host| {
        let env = host.read("stack/.env");
        host.run(&["tamma-update.sh", "0.2.0-rc.1"]).done();
        assert_eq!(host.read("stack/.env"), env.replace("0.1.0", "0.2.0-rc.1"));
        assert!(host.read("state/runs").contains("tamma-api:0.2.0-rc.1 sha256:newer-tamma-api"));
        let kept = format!("stack/{}.env", stamp(host));
        assert_eq!(host.read(&kept), env);
        for file in [&kept, "stack/.env", &kept.replace(".env", ".images")] {
            let mode = fs::metadata(host.path(file)).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{file}");
        }
        host.is_tidy();
    });

    tests.each("the version is set wherever `.env` has it, and once", |host| {
        let db = &host.db;
        for (before, after) in [
            ("A=1\n export TAMMA_VERSION = \"x\" # y\nB=2", "A=1\nTAMMA_VERSION=0.3\nB=2"),
            ("A=1\n#TAMMA_VERSION=x\nB=2", "A=1\n#TAMMA_VERSION=x\nB=2\nTAMMA_VERSION=0.3"),
            ("TAMMA_VERSION=1\nA='\\1 & $B'\nTAMMA_VERSION=2", "TAMMA_VERSION=0.3\nA='\\1 & $B'"),
        ] {
            host.folder.write("stack/.env", &format!("POSTGRES_DB={db}\n{before}\n"));
            host.mode("stack/.env", 0o640);
            host.run(&["tamma-update.sh", "0.3"]).done();
            assert_eq!(host.read("stack/.env"), format!("POSTGRES_DB={db}\n{after}\n"));
            assert_eq!(fs::metadata(host.path("stack/.env")).unwrap().permissions().mode() & 0o777, 0o640);
        }
    });

    tests.each("an update may be run twice", |host| {
        host.run(&["tamma-update.sh"]).done();
        host.run(&["tamma-update.sh"]).done();
        assert_eq!((host.files(".dump").len(), host.files(".images").len()), (2, 2));
        host.is_tidy();
    });

    tests.each("an update takes one version", |host| {
        for wrong in [&["a", "b"][..], &["--force"], &["a b"], &[".1"], &["1;2"], &["ä"]] {
            let said = host.run(&[&["tamma-update.sh"], wrong].concat());
            assert_eq!(said.code, 2, "{}", said.words);
        }
        host.run(&["tamma-update.sh", "--help"]).done().says("Usage: tamma-update.sh [VERSION]");
        let said = super::host::said(host.command(&["tamma-update.sh", "1"]).env("TAMMA_VERSION", "2"));
        assert_eq!(said.code, 2);
        said.says("would win over .env");
        assert_eq!(host.asked(), [""; 0]);
    });
}

fn no_backup(tests: &mut Tests) {
    for fault in ["compose", "pg_dump", "pg_dump says nothing", "pg_dump is cut", "pg_restore", "inspect"] {
        tests.each(&format!("G24: an update pulls nothing where {fault} fails"), move |host| {
            let (env, tags) = (host.read("stack/.env"), host.read("state/tags"));
            host.fail(&[fault]);
            host.run(&["tamma-update.sh", "0.2.0"]).failed().says("nothing was changed");
            assert!(!host.asked().iter().any(|call| call.starts_with("pull") || call.starts_with("up")));
            assert_eq!((host.read("stack/.env"), host.read("state/tags")), (env, tags));
            assert_eq!(host.files(".dump").len(), usize::from(fault == "inspect"));
            host.is_tidy();
        });
    }
}

fn no_images(tests: &mut Tests) {
    tests.each("G24: an update starts nothing where the images can't be pulled", |host| {
        let (env, tags) = (host.read("stack/.env"), host.read("state/tags"));
        host.fail(&["compose pull"]);
        let said = host.run(&["tamma-update.sh", "0.2.0"]);
        said.failed().says("the images could not be pulled").says("what runs has not changed, nor has .env");
        assert_eq!(changes(host), [&BACKED_UP[..], &["pull"]].concat());
        assert_eq!((host.read("stack/.env"), host.read("state/runs")), (env, RUNS.into()));
        assert_ne!(host.read("state/tags"), tags, "some arrived");
        host.is_tidy();

        host.typed(&way_back(&said.words)).done();
        host.fail(&[]);
        host.typed("docker compose up -d --wait").done();
        assert_eq!(host.read("state/runs"), RUNS);
    });
}

fn no_start(tests: &mut Tests) {
    for version in ["", "0.2.0"] {
        let sentence = format!(
            "G24: where the start of version `{version}` fails, the way back is named and leads there"
        );
        tests.each(&sentence, move |host| {
            let env = host.read("stack/.env");
            host.fail(&["compose up"]);
            let words = ["tamma-update.sh", version];
            let said = host.run(if version.is_empty() { &words[..1] } else { &words });
            said.failed().says("not everything is healthy. This is what runs now:").says("tamma-api Up");
            assert_ne!(host.read("state/runs"), RUNS);
            host.is_tidy();

            host.fail(&[]);
            host.database().sql("INSERT INTO marks VALUES ('by the newer version')").unwrap();
            let way_back = way_back(&said.words);
            host.typed(&way_back.replace("restore.sh", "restore.sh --yes")).done();
            assert_eq!((host.read("state/runs"), host.read("stack/.env")), (RUNS.into(), env));
            assert_eq!(host.words(), "kept");
        });
    }

    tests.each("a second update that fails still knows what ran before it", |host| {
        host.fail(&["compose pull"]);
        host.run(&["tamma-update.sh"]).failed();
        host.fail(&["compose up"]);
        let said = host.run(&["tamma-update.sh"]);
        said.failed();
        host.fail(&[]);
        host.typed(&way_back(&said.words).replace("restore.sh", "restore.sh --yes")).done();
        assert_eq!(host.read("state/runs"), RUNS);
    });
}

/// The commands that a message gives, which stand apart.
fn way_back(words: &str) -> String {
    words.lines().filter_map(|line| line.strip_prefix("  ")).flat_map(|line| [line, "\n"]).collect()
}
