//! The scripts of a bundle on a real engine: they back up, restore and update a database that holds something, and where
//! a step fails, nothing of it is lost.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use berth_testing::engine::{REGISTRY, said};
use berth_testing::lanes::Steps;

use crate::images;
use crate::stand::Stand;

/// The release that runs, one that is newer, and one whose programs do not start.
const RUNS: &str = "1.0.0";
const NEWER: &str = "1.1.0";
const BROKEN: &str = "1.2.0";

pub fn tests(steps: &Steps, stand: &Stand) {
    let site = Site(stand);
    site.sql("CREATE TABLE marks (word text); INSERT INTO marks VALUES ('first')").unwrap();
    let dump = steps
        .must("G24: a backup is a private file, whole, under a name that tells its time", || site.backup());
    steps.step("G24: a restore brings back what the backup holds, and keeps what was there since", || {
        site.sql("INSERT INTO marks VALUES ('second')").unwrap();
        site.run("tamma-restore.sh", &["--yes", &dump]).unwrap();
        assert_eq!(site.marks("tamma"), "first");
        let kept = site.sql("SELECT datname FROM pg_database WHERE datname LIKE 'tamma_before_%'").unwrap();
        assert_eq!(site.marks(&kept), "first second");
    });
    steps.step("G24: a restore of a file that was cut changes nothing", || {
        let whole = fs::read(stand.home().join(&dump)).unwrap();
        fs::write(stand.home().join("backups/cut.dump"), &whole[..whole.len() / 2]).unwrap();
        let words = site.run("tamma-restore.sh", &["--yes", "backups/cut.dump"]).unwrap_err();
        assert!(words.contains("nothing was changed"), "{words}");
        assert_eq!(site.marks("tamma"), "first");
    });
    failing_dump(steps, &site);
    if stand.engine.is_foreign() {
        return println!("     the engine is not ours: no registry of ours to update from");
    }
    updates(steps, &site);
}

/// A table whose file is gone can't be read, as after a disk's failure.
fn failing_dump(steps: &Steps, site: &Site) {
    steps.step("G24: where the dump fails there is no backup, and an update goes no further", || {
        site.sql("CREATE TABLE damaged AS SELECT 1 AS one; CHECKPOINT").unwrap();
        let file = site.sql("SELECT pg_relation_filepath('damaged')").unwrap();
        let folder = "/var/lib/postgresql/data";
        site.0.exec("postgres", &["mv", &format!("{folder}/{file}"), "/tmp/damaged"]).unwrap();
        // What the server still holds open would hide it.
        site.0.compose(&["restart", "postgres"]).unwrap();
        site.0.up();
        let before = (site.dumps(), site.images(), site.env());
        let words = site.run("tamma-backup.sh", &[]).unwrap_err();
        assert!(words.contains("no backup was made"), "{words}");
        let words = site.run("tamma-update.sh", &[NEWER]).unwrap_err();
        assert!(words.contains("nothing was changed"), "{words}");
        assert_eq!((site.dumps(), site.images(), site.env()), before);
        site.0.exec("postgres", &["mv", "/tmp/damaged", &format!("{folder}/{file}")]).unwrap();
        site.sql("DROP TABLE damaged").unwrap();
        assert_eq!(site.marks("tamma"), "first");
    });
}

fn updates(steps: &Steps, site: &Site) {
    let engine = site.0.engine;
    steps.step("G24: an update whose images can't be pulled leaves all as it runs, after a backup", || {
        images::publish(engine, &site.0.plan);
        let (dumps, before) = (site.dumps().len(), (site.images(), site.env()));
        let words = site.run("tamma-update.sh", &["9.9.9"]).unwrap_err();
        assert!(words.contains("what runs has not changed"), "{words}");
        assert_eq!((site.images(), site.env()), before);
        assert_eq!(site.dumps().len(), dumps + 1);
        site.0.up();
        assert_eq!(site.images(), before.0);
    });
    steps.step("G24: an update pulls a newer release, starts it, and keeps the database", || {
        images::release(engine, "tamma", RUNS, NEWER, false);
        let before = site.images();
        site.run("tamma-update.sh", &[NEWER]).unwrap();
        assert!(site.env().contains(&format!("\nTAMMA_VERSION={NEWER}\n")));
        let api = &site.0.containers("tamma-api")[0];
        assert_eq!(api["Config"]["Image"], format!("{REGISTRY}/tamma/tamma-api:{NEWER}"));
        assert_ne!(site.images(), before);
        assert_eq!(site.marks("tamma"), "first");
    });
    steps.step(
        "G24: a release that does not start is named, and the way back that is printed leads back",
        || {
            images::release(engine, "tamma", RUNS, BROKEN, true);
            let before = site.images();
            let words = site.run("tamma-update.sh", &[BROKEN]).unwrap_err();
            let back =
                words.split_once("To go back to what ran before, in ").map(|(_, rest)| rest.to_owned());
            let back = back.unwrap_or_else(|| panic!("no way back: {words}"));
            let commands: Vec<&str> = back
                .lines()
                .skip(1)
                .take_while(|line| !line.starts_with("If the newer"))
                .filter(|line| line.starts_with("  "))
                .collect();
            assert!(commands.len() == 3, "{back}");
            let mut shell = site.0.command("sh");
            let output = shell.args(["-e", "-c", &commands.join("\n")]).output().expect("sh runs");
            said("the way back", &output).unwrap_or_else(|words| panic!("{words}"));
            assert_eq!(site.images(), before);
            assert!(site.env().contains(&format!("\nTAMMA_VERSION={NEWER}\n")));
            assert_eq!(site.marks("tamma"), "first");
        },
    );
}

struct Site<'a>(&'a Stand<'a>);

impl Site<'_> {
    fn run(&self, script: &str, words: &[&str]) -> Result<String, String> {
        let mut command = self.0.command(self.0.home().join(script));
        let output = command.args(words).stdin(Stdio::null()).output().expect("the script runs");
        said(script, &output)
    }

    fn backup(&self) -> String {
        let before = self.dumps();
        self.run("tamma-backup.sh", &[]).unwrap();
        let new: Vec<String> = self.dumps().into_iter().filter(|name| !before.contains(name)).collect();
        let [name] = &new[..] else { panic!("{new:?}") };
        let path = self.0.home().join("backups").join(name);
        let about = fs::metadata(&path).unwrap();
        assert_eq!(about.permissions().mode() & 0o777, 0o600, "{name}");
        assert!(about.len() > 1000 && name.len() == "tamma-20260101-000000.dump".len(), "{name}");
        format!("backups/{name}")
    }

    fn dumps(&self) -> Vec<String> {
        let names = crate::asked::files(self.0, "backups");
        names.into_iter().filter(|name| name.ends_with(".dump")).collect()
    }

    fn sql(&self, sql: &str) -> Result<String, String> {
        self.0.exec("postgres", &["psql", "-XtAq", "-U", "tamma", "-d", "tamma", "-c", sql])
    }

    /// The rows of a database, in their order.
    fn marks(&self, database: &str) -> String {
        let sql = "SELECT string_agg(word, ' ' ORDER BY word) FROM marks";
        self.0.exec("postgres", &["psql", "-XtAq", "-U", "tamma", "-d", database, "-c", sql]).unwrap()
    }

    /// Which image each container runs.
    fn images(&self) -> Vec<String> {
        let services = self.0.plan.services.iter();
        services
            .flat_map(|service| self.0.containers(service.id))
            .map(|container| format!("{} {}", container["Name"], container["Image"]))
            .collect()
    }

    fn env(&self) -> String {
        fs::read_to_string(self.0.home().join(".env")).unwrap()
    }
}
