//! tamma-restore.sh

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use rexpect::process::WaitStatus;
use rexpect::session::spawn_command;

use super::Tests;
use super::host::{Host, eventually, said, signal};
use crate::bundle;

const WORK: [&str; 4] = ["stop tamma-api tamma-engine", "createdb", "pg_restore -U", "psql"];
const START: &str = "up -d --wait";

pub fn tests(tests: &mut Tests) {
    good(tests);
    asked(tests);
    refused(tests);
    half_way(tests);
}

/// The host with a dump of one row, and a second row since.
fn later(host: &Host) -> String {
    host.run(&["tamma-backup.sh"]).done();
    host.database().sql("INSERT INTO marks VALUES ('later')").unwrap();
    host.folder.write("state/journal", "");
    host.dump()
}

fn good(tests: &mut Tests) {
    tests.each("G24: a restore brings the rows back and keeps the database of before", |host| {
        let dump = later(host);
        let said = host.run(&["tamma-restore.sh", "--yes", &dump]);
        said.done();
        assert_eq!(host.words(), "kept");

        let kept = host.databases().split_once(' ').unwrap().1.to_owned();
        let stamp = host.files(".dump").pop().unwrap();
        let stamp = stamp.trim_start_matches("tamma-").trim_end_matches(".dump");
        assert_eq!(kept, format!("{}_before_{stamp}", host.db));
        assert_eq!(host.other_database(&kept).sql("SELECT count(*) FROM marks").unwrap(), "2");

        let first = ["pg_restore -f", "config --services", "pg_dump", "pg_restore -f"];
        assert_eq!(host.asked(), [&first[..], &WORK, &[START]].concat());
        host.is_tidy();

        let command = said.words.lines().last().unwrap();
        assert!(command.contains("dropdb"), "{command}");
        host.typed(command).done();
        assert_eq!(host.databases(), host.db);
    });

    tests.each(
        "G13: a restored database is the one that was backed up, its tables, triggers and rows",
        |host| {
            host.database().sql(bundle::text(&bundle::dev(), "init-db.sql")).unwrap();
            let before = host.database().dump();
            host.run(&["tamma-backup.sh"]).done();
            host.database().sql("DELETE FROM mentorship_sessions; DROP VIEW active_sessions").unwrap();
            host.run(&["tamma-restore.sh", "--yes", &host.dump()]).done();
            assert_eq!(host.database().dump(), before);
        },
    );

    tests.each("a restore is undone by a restore of the backup that it made", |host| {
        let dump = later(host);
        host.run(&["tamma-restore.sh", "--yes", &dump]).done();
        let safety = format!("backups/{}", host.files(".dump").pop().unwrap());
        host.run(&["tamma-restore.sh", "--yes", &safety]).done();
        assert_eq!(host.words(), "kept later");
        assert_eq!(host.databases().split(' ').count(), 3, "nothing is deleted");
    });

    tests.each("a restore finds its file from any folder", |host| {
        let dump = later(host);
        fs::copy(host.path("stack").join(dump), host.path("elsewhere/a b.dump")).unwrap();
        let script = host.path("stack/tamma-restore.sh");
        let words = [script.to_str().unwrap(), "a b.dump", "--yes"];
        said(host.command(&words).current_dir(host.path("elsewhere"))).done();
        assert_eq!(host.words(), "kept");
    });

    tests.under_each("a restore takes the longest name of a database", |cluster, shell| {
        let host = Host::named(cluster, shell, &format!("{:x<63}", shell.name()), "user");
        let dump = later(&host);
        host.run(&["tamma-restore.sh", "--yes", &dump]).done();
        assert_eq!(host.words(), "kept");
        assert_eq!(host.databases().split(' ').count(), 2);
    });
}

fn asked(tests: &mut Tests) {
    tests.each("a restore changes nothing before somebody says yes", |host| {
        let dump = later(host);
        let said = host.run(&["tamma-restore.sh", &dump]);
        assert_eq!(said.code, 2, "{}", said.words);
        said.says("nobody is there to ask").says("stop tamma-api tamma-engine").says(&dump);
        for (answer, code) in [("no", 1), ("", 1), ("yes", 0)] {
            let (status, words) = on_a_terminal(host, &["tamma-restore.sh", &dump], answer);
            assert_eq!(status, code, "{answer}: {words}");
            assert_eq!(words.contains("nothing was changed"), code == 1, "{words}");
            assert_eq!(host.words(), if code == 0 { "kept" } else { "kept later" });
        }
        host.is_tidy();
    });
}

/// Exit status and words of a run that somebody sits before.
fn on_a_terminal(host: &Host, words: &[&str], answer: &str) -> (i32, String) {
    let mut command = host.command(words);
    command.stdin(Stdio::inherit()).stdout(Stdio::inherit()).stderr(Stdio::inherit());
    let mut session = spawn_command(command, Some(60_000)).expect("a terminal");
    let before = session.exp_string("Type yes to go on: ").expect("a question");
    session.send_line(answer).unwrap();
    let behind = session.exp_eof().expect("an end");
    match session.process().wait().unwrap() {
        WaitStatus::Exited(_, code) => (code, before + &behind),
        other => panic!("{other:?}"),
    }
}

fn refused(tests: &mut Tests) {
    tests.each("a restore of what is no dump changes nothing", |host| {
        let dump = host.path("stack").join(later(host));
        let good = fs::read(&dump).unwrap();
        let cut = &good[..good.len() - 20];
        for (name, content) in
            [("garbage", &b"garbage, and more of it"[..]), ("cut", cut), ("sql", b"SELECT 1;\n")]
        {
            fs::write(host.path("stack").join(name), content).unwrap();
            host.run(&["tamma-restore.sh", "--yes", name])
                .failed()
                .says("is not a whole dump; nothing was changed");
        }
        for name in ["absent", "empty"] {
            fs::write(host.path("stack/empty"), "").unwrap();
            host.run(&["tamma-restore.sh", "--yes", name])
                .failed()
                .says("is not there, is empty or can't be read");
        }
        assert_eq!(host.asked(), ["pg_restore -f"; 3]);
        assert_eq!(host.databases(), host.db);
        host.is_tidy();
    });

    tests.each("G24: a restore stops where the backup before it fails", |host| {
        let dump = later(host);
        host.fail(&["pg_dump"]);
        host.run(&["tamma-restore.sh", "--yes", &dump])
            .failed()
            .says("the backup failed; nothing was changed");
        assert_eq!(host.asked().last().unwrap(), "pg_dump");
        assert_eq!((host.databases(), host.words()), (host.db.clone(), "kept later".into()));
        host.is_tidy();
    });

    tests.each("a restore is told one file", |host| {
        assert_eq!(host.run(&["tamma-restore.sh"]).code, 2);
        assert_eq!(host.run(&["tamma-restore.sh", "a", "b"]).code, 2);
        assert_eq!(host.run(&["tamma-restore.sh", "--force", "a"]).code, 2);
        host.run(&["tamma-restore.sh", "--help"]).done().says("Usage: tamma-restore.sh [--yes] FILE");
        assert_eq!(host.asked(), [""; 0]);
    });
}

fn half_way(tests: &mut Tests) {
    for (fault, message, steps) in [
        ("compose stop", "the services did not stop", 1),
        ("createdb", "the new database could not be made", 2),
        ("pg_restore -U", "the restore failed half-way", 3),
        ("psql", "the databases could not change names", 4),
    ] {
        let sentence =
            format!("G24: a restore that fails at {fault} leaves the database and starts the services");
        tests.each(&sentence, move |host| {
            host.database().sql("CREATE TABLE the_last (word text)").unwrap();
            let dump = later(host);
            if fault == "pg_restore -U" {
                breaks_half_way(host, &dump);
            } else {
                host.fail(&[fault]);
            }
            let said = host.run(&["tamma-restore.sh", "--yes", &dump]);
            said.failed().says(message).says(&format!("the database {} is untouched", host.db));
            assert_eq!(host.words(), "kept later");
            let asked = host.asked();
            assert_eq!(asked[asked.len() - 1 - steps..], [&WORK[..steps], &[START]].concat());
            assert_eq!(host.read("state/running").lines().count(), 4, "everything runs");
            assert_eq!(host.databases().contains("_new_"), steps > 2);
            if steps > 2 {
                let (_, command) = said.words.split_once("the unfinished copy may go: ").expect("a command");
                host.typed(command.lines().next().unwrap()).done();
            }
            assert_eq!(host.databases(), host.db);
            host.is_tidy();
        });
    }

    tests.each(
        "G24: a restore that is ended by a signal leaves the database and starts the services",
        |host| {
            let dump = later(host);
            host.fail(&["createdb waits"]);
            let run = host.command(&["tamma-restore.sh", "--yes", &dump]).spawn().unwrap();
            eventually(Duration::from_secs(60), "the restore", || host.path("state/waiting").exists());
            signal("TERM", run.id());
            host.folder.write("state/go", "");
            let said = run.wait_with_output().unwrap();
            assert_eq!(said.status.code(), Some(1));
            assert_eq!(host.asked().pop().unwrap(), START);
            assert_eq!(host.words(), "kept later");
            host.is_tidy();
        },
    );

    tests.each("a restore waits for nobody who still uses the database", |host| {
        let dump = later(host);
        let connection = host.database();
        let mut held = connection.hold();
        host.run(&["tamma-restore.sh", "--yes", &dump])
            .failed()
            .says("is being accessed by other users")
            .says(&format!("does something still use {}?", host.db));
        held.kill().unwrap();
        held.wait().unwrap();
        assert_eq!(host.words(), "kept later");
        host.is_tidy();
    });

    tests.each("where the services fail after a restore, the way back is named and leads there", |host| {
        let dump = later(host);
        host.fail(&["compose up"]);
        let said = host.run(&["tamma-restore.sh", "--yes", &dump]);
        said.failed().says("is restored, but not all services are healthy");
        assert_eq!(host.words(), "kept");
        host.fail(&[]);
        let back = said
            .words
            .lines()
            .find_map(|line| line.split_once("Go back to the database before: "))
            .unwrap()
            .1;
        host.typed(&back.replace("restore.sh", "restore.sh --yes")).done();
        assert_eq!(host.words(), "kept later");
    });
}

/// Breaks the statement that makes the last table: the dump can still be read, and its first table restored.
fn breaks_half_way(host: &Host, dump: &str) {
    let path = host.path("stack").join(dump);
    let mut bytes = fs::read(&path).unwrap();
    let made = b"CREATE TABLE";
    let at = bytes.windows(made.len()).rposition(|window| window == made).expect("what makes a table");
    bytes[at] = b'X';
    fs::write(path, bytes).unwrap();
}
