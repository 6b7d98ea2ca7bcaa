//! tamma-backup.sh

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::time::Duration;

use super::Tests;
use super::host::{Host, eventually, said, signal};

const BACKUP: &[&str] = &["tamma-backup.sh"];

pub fn tests(tests: &mut Tests) {
    good(tests);
    names(tests);
    bad(tests);
    side_by_side(tests);
}

fn good(tests: &mut Tests) {
    tests.each("G24: a backup is a private file of which all was read back", |host| {
        let said = host.run(BACKUP);
        said.done().says("done: ").says(&host.path("stack").join(host.dump()).display().to_string());
        let dump = host.path("stack").join(host.dump());
        assert_eq!(fs::metadata(&dump).unwrap().permissions().mode() & 0o777, 0o600);
        said.says(&format!("{} bytes", fs::metadata(&dump).unwrap().len()));
        assert!(fs::read(&dump).unwrap().starts_with(b"PGDMP"), "the custom format");
        let name = host.dump();
        let stamp = name.strip_prefix("backups/tamma-").and_then(|name| name.strip_suffix(".dump")).unwrap();
        let form: String = stamp.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
        assert_eq!(form, "99999999-999999");
        assert_eq!(host.asked(), ["pg_dump", "pg_restore -f"]);
        host.is_tidy();
    });

    tests.each("a second backup stands beside the first", |host| {
        host.run(BACKUP).done();
        host.run(BACKUP).done();
        assert_eq!(host.files(".dump").len(), 2);
        host.is_tidy();
    });

    tests.each("a backup is made from any folder, and through a link", |host| {
        let script = host.path("stack/tamma-backup.sh");
        let link = host.path("elsewhere/link.sh");
        symlink("../stack/tamma-backup.sh", &link).unwrap();
        for start in [script, link] {
            said(host.command(&[start.to_str().unwrap()]).current_dir(host.path("elsewhere"))).done();
        }
        assert_eq!(host.files(".dump").len(), 2);
    });
}

fn names(tests: &mut Tests) {
    tests.under_each("a backup takes a database and a user by any name", |cluster, shell| {
        for (db, user) in [("select", "user"), ("_1", "_"), ("My $DB \\ \"x\" #1", "a 'b' \"c\"")] {
            let host = Host::named(cluster, shell, &format!("{db}{}", shell.name()), user);
            let written = |text: &str| {
                let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$");
                format!("\"{escaped}\"")
            };
            let env = format!("POSTGRES_DB={}\nPOSTGRES_USER={}\n", written(&host.db), written(user));
            host.folder.write("stack/.env", &env);
            host.run(BACKUP).done();
        }
    });

    tests.each("`.env` is read as Compose reads it", |host| {
        let Host { db, user, .. } = host;
        for env in [
            format!(
                "POSTGRES_DB=other\nPOSTGRES_DB={db} # mine\r\n  export POSTGRES_USER = \"{user}\" # me\r\n"
            ),
            format!("#POSTGRES_DB=other\nXPOSTGRES_DB=other\nPOSTGRES_DB='{db}'\nPOSTGRES_USER=\n"),
            format!("A=\"$(touch ran)\"\nB=`touch ran`\nPOSTGRES_DB={db}\n"),
        ] {
            host.folder.write("stack/.env", &env);
            host.run(BACKUP).done().says(&format!("the database {db} "));
        }
        assert!(!host.path("stack/ran").exists(), "`.env` is not run");
    });
}

fn bad(tests: &mut Tests) {
    for (fault, message) in [
        ("pg_dump", "pg_dump failed; no backup was made"),
        ("pg_dump says nothing", "the dump is empty; no backup was made"),
        ("pg_dump is cut", "the dump is not whole; no backup was made"),
        ("pg_restore", "the dump is not whole; no backup was made"),
    ] {
        tests.each(&format!("G24: where {fault} fails, there is no file that looks good"), move |host| {
            host.fail(&[fault]);
            host.run(BACKUP).failed().says(message);
            assert_eq!(host.files(".dump"), [""; 0]);
            host.is_tidy();
        });
    }

    tests.each("a backup says why it can't begin", |host| {
        host.folder.write("state/running", "tamma-api\n");
        host.run(BACKUP)
            .failed()
            .says("postgres is not running; start it with: docker compose up -d --wait postgres");
        host.fail(&["compose"]);
        host.run(BACKUP).failed().says("docker compose does not answer in ");
        fs::remove_file(host.path("stack/.env")).unwrap();
        host.run(BACKUP).failed().says("there is no .env in ");
        assert_eq!(host.asked(), [""; 0]);
        host.is_tidy();
    });

    tests.each("a backup of a database that is not there is refused", |host| {
        host.folder.write("stack/.env", "POSTGRES_DB=nobody_made_this\n");
        host.run(BACKUP).failed().says("nobody_made_this").says("pg_dump failed");
        host.is_tidy();
    });

    tests.each("a backup takes no words but for help", |host| {
        let said = host.run(&["tamma-backup.sh", "--help"]);
        said.done().says("Usage: tamma-backup.sh");
        assert_eq!(host.run(&["tamma-backup.sh", "now"]).code, 2);
    });
}

fn side_by_side(tests: &mut Tests) {
    tests.each("a second run beside the first is refused", |host| {
        host.fail(&["pg_dump waits"]);
        let first = host.command(BACKUP).spawn().unwrap();
        eventually(Duration::from_secs(60), "the first run", || host.path("state/waiting").exists());
        for second in [BACKUP, &["tamma-update.sh"], &["tamma-restore.sh", "--yes", "tamma-backup.sh"]] {
            host.run(second).failed().says("is another backup, restore or update at work?");
        }
        host.folder.write("state/go", "");
        assert!(first.wait_with_output().unwrap().status.success());
        assert_eq!(host.asked(), ["pg_dump", "pg_restore -f"]);
        host.is_tidy();
    });

    tests.each("a run that is ended leaves nothing in the way of the next", |host| {
        host.fail(&["pg_dump waits"]);
        let first = host.command(BACKUP).spawn().unwrap();
        eventually(Duration::from_secs(60), "the first run", || host.path("state/waiting").exists());
        signal("TERM", first.id());
        host.folder.write("state/go", "");
        assert!(!first.wait_with_output().unwrap().status.success());
        assert_eq!(host.files(".dump"), [""; 0]);
        host.is_tidy();
        host.run(BACKUP).done();
    });
}
