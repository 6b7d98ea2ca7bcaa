//! backup-loop.sh, which runs in the container of the add-on `backup`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::process::{Child, Command};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::Tests;
use super::host::{Host, eventually, said, signal};

/// Much longer than anything here takes.
const SOON: Duration = Duration::from_secs(60);

/// Stands before both clients of the database: knows who got the password, and fails when told to.
const CLIENT: &str = r#"#!/bin/sh
echo "${0##*/} ${PGPASSWORD-none}" >>"$STATE/passwords"
case ${0##*/}$(cat "$STATE/fail") in
  pg_dumpfails) exit 1 ;;
  pg_dumpcut) "$PGBIN/pg_dump" "$@" >"$STATE/whole" && head -c 1000 "$STATE/whole" ;;
  pg_dumpwaits) : >"$STATE/waiting" && exec sleep 1000 ;;
  *) exec "$PGBIN/${0##*/}" "$@" ;;
esac
"#;

pub fn tests(tests: &mut Tests) {
    dumps(tests);
    keeps(tests);
    faults(tests);
    ends(tests);
}

/// The loop at work; it ends with this.
struct Loop {
    child: Child,
    said: Arc<Mutex<String>>,
}

impl Loop {
    fn start(host: &Host, change: impl FnOnce(&mut Command)) -> Self {
        let mut command = command(host, &["backup-loop.sh"]);
        change(&mut command);
        let mut child = command.spawn().expect("the shell runs");
        let said = Arc::new(Mutex::new(String::new()));
        let (words, log) = (Arc::clone(&said), child.stdout.take().unwrap());
        thread::spawn(move || {
            for line in BufReader::new(log).lines().map_while(Result::ok) {
                *words.lock().unwrap() += &(line + "\n");
            }
        });
        Self { child, said }
    }

    fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    #[track_caller]
    fn says(&self, words: &str) {
        eventually(SOON, words, || self.said().contains(words));
    }
}

impl Drop for Loop {
    fn drop(&mut self) {
        // As Docker does; what it waits for would outlive a kill.
        if let Ok(None) = self.child.try_wait() {
            let _ = Command::new("kill").arg(self.child.id().to_string()).status();
            let _ = self.child.wait();
        }
    }
}

fn command(host: &Host, words: &[&str]) -> Command {
    for client in ["pg_dump", "pg_restore"] {
        host.folder.write(&format!("bin/{client}"), CLIENT);
        host.mode(&format!("bin/{client}"), 0o755);
    }
    fs::create_dir_all(host.path("stack/backups")).unwrap();
    let mut command = host.command(words);
    command
        .env("BACKUP_FOLDER", host.path("stack/backups"))
        .env("TMPDIR", host.path("state"))
        .env("POSTGRES_DB", &host.db)
        .env("POSTGRES_USER", &host.user)
        .env("POSTGRES_PASSWORD", "pass 'word' $");
    command
}

fn tell(host: &Host, fault: &str) {
    host.folder.write("state/fail", fault);
}

/// A file in the folder of dumps, this many hours old.
fn old(host: &Host, name: &str, hours: u32) {
    host.folder.write(&format!("stack/backups/{name}"), "older");
    let time = format!("{hours} hours ago");
    let touched =
        Command::new("touch").arg("-d").arg(time).arg(host.path("stack/backups").join(name)).status();
    assert!(touched.unwrap().success());
}

fn healthy(host: &Host) -> bool {
    said(&mut command(host, &["backup-loop.sh", "healthy"])).code == 0
}

fn dumps(tests: &mut Tests) {
    tests.each("the loop makes a dump at once, private, whole, and its folder's owner's", |host| {
        fs::create_dir_all(host.path("stack/backups")).unwrap();
        let owner = 12345;
        let given = chown(host.path("stack/backups"), Some(owner), Some(owner)).is_ok();
        assert!(!healthy(host), "not before there is a dump");
        let running = Loop::start(host, |_| {});
        running.says("the next dump is due in 8");
        let dump = host.path("stack").join(host.dump());
        let about = fs::metadata(&dump).unwrap();
        assert_eq!(about.permissions().mode() & 0o777, 0o600);
        if given {
            assert_eq!((about.uid(), about.gid()), (owner, owner));
        }
        assert!(host.dump().starts_with("backups/tamma-auto-"));
        assert!(healthy(host));
        assert_eq!(host.read("state/passwords"), "pg_dump pass 'word' $\npg_restore none\n");
        host.is_tidy();
        drop(running);

        // What it makes is what the other script takes.
        host.database().sql("INSERT INTO marks VALUES ('later')").unwrap();
        host.run(&["tamma-restore.sh", "--yes", &host.dump()]).done();
        assert_eq!(host.words(), "kept");
    });

    tests.each("the loop takes the password from a file", |host| {
        host.folder.write("state/secret", "from a file");
        let running = Loop::start(host, |command| {
            command.env_remove("POSTGRES_PASSWORD").env("POSTGRES_PASSWORD_FILE", host.path("state/secret"));
        });
        running.says("made ");
        assert!(host.read("state/passwords").starts_with("pg_dump from a file\n"));
    });

    tests.each("the loop waits where a dump is recent, and makes one when it is due", |host| {
        old(host, "tamma-auto-20200101-000000.dump", 1);
        let running = Loop::start(host, |command| {
            command.env("BACKUP_EVERY_HOURS", "2");
        });
        running.says("the next dump is due in 3");
        assert_eq!(host.files(".dump").len(), 1);
        assert!(healthy(host));
        drop(running);

        let time = ["-d", "1 hour ago 3 seconds"];
        let dump = host.path("stack/backups/tamma-auto-20200101-000000.dump");
        assert!(Command::new("touch").args(time).arg(dump).status().unwrap().success());
        let running = Loop::start(host, |command| {
            command.env("BACKUP_EVERY_HOURS", "1");
        });
        running.says("made ");
        assert_eq!(host.files(".dump").len(), 2);
    });
}

fn keeps(tests: &mut Tests) {
    tests.each("the loop deletes its own old dumps, and nothing else", |host| {
        for (name, hours) in [
            ("tamma-auto-20200101-000000.dump", 49),
            ("tamma-auto-20200102-000000.dump", 200),
            ("tamma-auto-20200103-000000.dump", 47),
            ("tamma-20200101-000000.dump", 900),
            ("tamma-20200101-000000.images", 900),
            ("mine.dump", 900),
        ] {
            old(host, name, hours);
        }
        host.folder.write("stack/backups/tamma-auto-20200104-000000.dump.part", "from before");
        let running = Loop::start(host, |command| {
            command.env("BACKUP_KEEP_DAYS", "2");
        });
        running.says("the next dump is due");
        let mut files = host.files("");
        files.retain(|name| !running.said().contains(&format!("made {name},")));
        let kept = [
            "mine.dump",
            "tamma-20200101-000000.dump",
            "tamma-20200101-000000.images",
            "tamma-auto-20200103-000000.dump",
        ];
        assert_eq!(files, kept);
        assert_eq!(host.files("").len(), kept.len() + 1);
    });

    tests.each("the loop never deletes the newest dump", |host| {
        old(host, "tamma-auto-20200101-000000.dump", 25);
        let running = Loop::start(host, |command| {
            command.env("BACKUP_KEEP_DAYS", "0");
        });
        running.says("the next dump is due");
        assert!(running.said().contains(&format!("made {}, ", &host.dump()["backups/".len()..])));
    });

    tests.each("G24: the loop deletes no dump while it makes no new one", |host| {
        old(host, "tamma-auto-20200101-000000.dump", 900);
        tell(host, "fails");
        let running = Loop::start(host, |command| {
            command.env("BACKUP_KEEP_DAYS", "1");
        });
        running.says("no dump was made; trying again in 300 seconds");
        assert_eq!(host.files(""), ["tamma-auto-20200101-000000.dump"]);
        assert!(!healthy(host), "the dump is too old");
    });
}

fn faults(tests: &mut Tests) {
    for fault in ["fails", "cut"] {
        tests.each(&format!("the loop survives a pg_dump that {fault}, and tries again"), move |host| {
            tell(host, fault);
            let running = Loop::start(host, |command| {
                command.env("BACKUP_RETRY_SECONDS", "1");
            });
            running.says("no dump was made; trying again in 1 seconds");
            assert_eq!(host.files(".dump"), [""; 0]);
            assert!(!healthy(host));
            tell(host, "");
            running.says("made ");
            eventually(SOON, "health", || healthy(host));
            assert_eq!(host.files(".dump").len(), 1);
        });
    }

    tests.each("a dump of long ago is no health", |host| {
        old(host, "state", 0);
        host.folder.write("state/last-good", "");
        let touch = |time| {
            let good = host.path("state/last-good");
            assert!(Command::new("touch").args(["-d", time]).arg(good).status().unwrap().success());
        };
        touch("47 hours ago");
        assert!(healthy(host));
        touch("49 hours ago");
        assert!(!healthy(host));
    });
}

fn ends(tests: &mut Tests) {
    for (when, fault, sign) in [("waits", "", "the next dump"), ("dumps", "waits", "")] {
        tests.each(&format!("the loop ends at once when it is told to while it {when}"), move |host| {
            tell(host, fault);
            let mut running = Loop::start(host, |_| {});
            running.says(sign);
            eventually(SOON, "the dump", || fault.is_empty() || host.path("state/waiting").exists());
            signal("TERM", running.child.id());
            let mut status = None;
            eventually(Duration::from_secs(10), "the end", || {
                status = running.child.try_wait().unwrap();
                status.is_some()
            });
            assert!(status.unwrap().success());
            running.says("ending");
            host.is_tidy();
        });
    }
}
