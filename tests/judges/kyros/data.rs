//! The job that makes the database: run by Python on a real database, with a schema in outline.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;

use crate::bundle;
use crate::suite::Suite;

/// Not to be run twice, as the repository's.
const SCHEMA: &str = "-- a remark; with a semicolon\n\
    PRAGMA foreign_keys = ON;\n\
    CREATE TABLE tenants (id TEXT PRIMARY KEY);\n\
    CREATE TABLE users (id TEXT);\n\
    INSERT INTO tenants VALUES ('acme; beta'), ('beta');\n";

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Python, "G30: the database is made once, and what is in it stays", |python| {
        let folder = folder(SCHEMA);
        said(&run(python, &folder, "data/own.db"), "had no tables: made them");
        assert_eq!(rows(python, &folder, "data/own.db", "tenants"), "2");
        sql(python, &folder, "data/own.db", "DELETE FROM tenants WHERE id = 'beta'");
        said(&run(python, &folder, "data/own.db"), "has its tables and stays as it is");
        assert_eq!(rows(python, &folder, "data/own.db", "tenants"), "1");
    });

    suite.with(
        Judge::Python,
        "G30: the empty file that SQLite leaves where nothing was is no database yet",
        |python| {
            let folder = folder(SCHEMA);
            folder.write("data/own.db", "");
            said(&run(python, &folder, "data/own.db"), "had no tables: made them");
            assert_eq!(rows(python, &folder, "data/own.db", "tenants"), "2");
        },
    );

    suite.with(
        Judge::Python,
        "G30: what other tables hold is kept where the tenants are missing",
        |python| {
            let folder = folder(SCHEMA);
            folder.write("data/.keep", "");
            sql(python, &folder, "data/own.db", "CREATE TABLE notes AS SELECT 1");
            said(&run(python, &folder, "data/own.db"), "had no tables: made them");
            assert_eq!(rows(python, &folder, "data/own.db", "notes"), "1");
        },
    );

    suite.with(Judge::Python, "G30: a database is made whole or not at all", |python| {
        let folder = folder(&format!("{SCHEMA}INSERT INTO nowhere VALUES (1);\n"));
        let failed = run(python, &folder, "data/own.db");
        assert!(!failed.status.success());
        assert!(text(&failed).contains("nowhere"), "{}", text(&failed));
        assert_eq!(rows(python, &folder, "data/own.db", "sqlite_master"), "0");
        folder.write("database/schema.sql", SCHEMA);
        said(&run(python, &folder, "data/own.db"), "had no tables: made them");
    });

    suite.with(Judge::Python, "G30: a database may be where no folder is yet", |python| {
        let folder = folder(SCHEMA);
        said(&run(python, &folder, "else/where/own.db"), "had no tables: made them");
        assert_eq!(rows(python, &folder, "else/where/own.db", "tenants"), "2");
    });

    suite.with(
        Judge::Python,
        "G30: the dashboards' data is put where it is missing, and not over other data",
        |python| {
            let folder = folder(SCHEMA);
            folder.write("data/mock-data/risk/data.csv", "own\n");
            let first = run(python, &folder, "data/own.db");
            said(&first, "clv/data.csv was missing: copied it");
            assert!(!text(&first).contains("risk"), "{}", text(&first));
            let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
            assert_eq!(read("data/mock-data/clv/data.csv"), "a,b\n");
            assert_eq!(read("data/mock-data/risk/data.csv"), "own\n");
            assert!(!text(&run(python, &folder, "data/own.db")).contains("copied"));
        },
    );

    suite.with(Judge::Python, "G30: a folder that can't be written is said, with what to do", |python| {
        let folder = folder(SCHEMA);
        folder.write("data", "a file\n");
        let failed = run(python, &folder, "data/own.db");
        assert!(!failed.status.success());
        let words = text(&failed);
        for part in ["may write to", "sudo chown -R", "APP_UID and APP_GID"] {
            assert!(words.contains(part), "{words}");
        }
        assert!(!words.contains("Traceback"), "{words}");
    });
}

/// As the image has it at `/app`, with the folder that is mounted beside it.
fn folder(schema: &str) -> Folder {
    let bundle = bundle::kyros("prod");
    let script = bundle::text(&bundle, "apps/api/prepare_data.py");
    Folder::with(&[
        ("prepare_data.py", script),
        ("database/schema.sql", schema),
        ("mock-data/clv/data.csv", "a,b\n"),
        ("mock-data/risk/data.csv", "c,d\n"),
    ])
}

fn run(python: &Path, folder: &Folder, database: &str) -> Output {
    Command::new(python)
        .arg("prepare_data.py")
        .current_dir(folder.path())
        .env("DATABASE_PATH", folder.path().join(database))
        .env("DATA_FOLDER", folder.path().join("data"))
        .output()
        .expect("python runs")
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[track_caller]
fn said(output: &Output, words: &str) {
    assert!(output.status.success() && text(output).contains(words), "{}", text(output));
}

fn sql(python: &Path, folder: &Folder, database: &str, statement: &str) -> String {
    let program = "import sqlite3, sys\nwith sqlite3.connect(sys.argv[1]) as it: print(*[row[0] for row in it.execute(sys.argv[2])])";
    let said = Command::new(python)
        .args(["-c", program])
        .arg(folder.path().join(database))
        .arg(statement)
        .output()
        .expect("python runs");
    assert!(said.status.success(), "{}", text(&said));
    text(&said).trim().to_owned()
}

fn rows(python: &Path, folder: &Folder, database: &str, table: &str) -> String {
    sql(python, folder, database, &format!("SELECT count(*) FROM {table}"))
}
