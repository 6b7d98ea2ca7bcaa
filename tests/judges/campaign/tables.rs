//! The jobs that make what the programs take for granted: the tables, by a stand-in for Prisma, and the scheduler's account.
//! The database is a real one.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;

use super::script;
use crate::postgres::Cluster;
use crate::suite::Suite;

/// Applies what is in the folder and notes it, as Prisma's `migrate deploy` does; ends with an error where it is told to.
const PRISMA: &str = r#"#!/bin/sh
set -eu
[ "$*" = "migrate deploy --schema prisma/schema.prisma" ]
psql="psql -XqAtw -v ON_ERROR_STOP=1"
$psql -c 'SET client_min_messages = error; CREATE TABLE IF NOT EXISTS _prisma_migrations (migration_name text, finished_at timestamptz, rolled_back_at timestamptz)'
for folder in prisma/migrations/*/; do
  name=$(basename "$folder")
  [ -z "$($psql -c "SELECT 1 FROM _prisma_migrations WHERE migration_name = '$name'")" ] || continue
  $psql -1 -f "$folder/migration.sql"
  $psql -c "INSERT INTO _prisma_migrations VALUES ('$name', now())"
  echo "applied $name"
done
"#;

/// The columns that the scheduler's account needs, as the stack's migrations make them.
const ACCOUNTS: &str = include_str!("accounts.sql");

const KEY: &str = "camp_sk_0123456789abcdefghijABCDEFGHIJ-_";

pub fn tests(suite: &mut Suite) {
    tables(suite);
    accounts(suite);
}

fn tables(suite: &mut Suite) {
    suite.with(
        Judge::Postgres,
        "G24, G30: Campaign's tables are made before its programs start, and dumped before they are changed",
        |bin| {
            let cluster = Cluster::start(bin);
            let database = cluster.make("campaign_db", "campaign_user");
            let image = image();
            let said = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
            let dumps = || fs::read_dir(image.path().join("dumps")).unwrap().count();

            let first = migrate(&cluster, &image, &[]);
            assert!(first.status.success(), "{first:?}");
            assert!(
                said(&first).contains("the database is empty") && said(&first).contains("applied 1_init")
            );
            database.sql("INSERT INTO kept VALUES ('a row')").unwrap();

            let again = migrate(&cluster, &image, &[]);
            assert!(again.status.success() && said(&again).contains("no dump is needed"), "{again:?}");
            assert_eq!(dumps(), 0);

            image.write("api/prisma/migrations/2_more/migration.sql", "DROP TABLE kept;");
            let third = migrate(&cluster, &image, &[]);
            assert!(
                third.status.success() && said(&third).contains("still to be applied: 2_more"),
                "{third:?}"
            );
            assert!(database.sql("SELECT FROM kept").is_err());
            let dump = fs::read_dir(image.path().join("dumps")).unwrap().next().unwrap().unwrap();
            let name = dump.file_name().into_string().unwrap();
            assert!(name.starts_with("campaign-before-migration-") && name.ends_with(".dump"), "{name}");
            let read =
                Command::new(bin.join("pg_restore")).args(["-f", "-"]).arg(dump.path()).output().unwrap();
            assert!(said(&read).contains("a row"), "what was lost is in the dump");
        },
    );

    suite.with(
        Judge::Postgres,
        "G24: a dump that fails, or that is cut off, keeps Campaign's tables from being changed",
        |bin| {
            let cluster = Cluster::start(bin);
            let database = cluster.make("campaign_db", "campaign_user");
            let image = image();
            assert!(migrate(&cluster, &image, &[]).status.success());
            image.write("api/prisma/migrations/2_more/migration.sql", "DROP TABLE kept;");
            for broken in ["exit 1", "for word; do file=$word; done; echo PGDMP >\"$file\""] {
                image.write("broken/pg_dump", &format!("#!/bin/sh\n{broken}\n"));
                fs::set_permissions(image.path().join("broken/pg_dump"), fs::Permissions::from_mode(0o755))
                    .unwrap();
                let said = migrate(&cluster, &image, &["broken"]);
                let words = String::from_utf8_lossy(&said.stderr).into_owned();
                assert!(!said.status.success() && words.contains("no table was changed"), "{words}");
                assert_eq!(database.sql("SELECT count(*) FROM kept").as_deref(), Ok("0"));
                assert_eq!(fs::read_dir(image.path().join("dumps")).unwrap().count(), 0, "half a dump stays");
            }
        },
    );
}

fn accounts(suite: &mut Suite) {
    suite.with(
        Judge::Postgres,
        "G30: a migration that fails keeps Campaign's programs from starting",
        |bin| {
            let cluster = Cluster::start(bin);
            cluster.make("campaign_db", "campaign_user");
            let image = image();
            image.write("api/prisma/migrations/2_more/migration.sql", "DROP TABLE nowhere;");
            let said = migrate(&cluster, &image, &[]);
            let words = String::from_utf8_lossy(&said.stderr).into_owned();
            assert!(!said.status.success() && words.contains("the migration failed"), "{words}");
        },
    );

    suite.with(
        Judge::Postgres,
        "G3, G30: Campaign's scheduler has an account that no password opens, and the hash of its key",
        |bin| {
            let cluster = Cluster::start(bin);
            let database = cluster.make("campaign_db", "campaign_user");
            database.sql(ACCOUNTS).unwrap();
            database.sql("ALTER SYSTEM SET log_statement = 'all'; SELECT pg_reload_conf()").unwrap();
            let matches = |key: &str| {
                database.sql(&format!(
                    "SELECT count(*) FROM \"ApiKey\" WHERE key = crypt('{key}', key) AND \"revokedAt\" IS NULL AND key LIKE '$2a$10$%'"
                ))
            };
            for (key, word) in [(KEY, "is made"), (KEY, "is there already")] {
                let said = account(&cluster, key);
                assert!(said.status.success(), "{said:?}");
                assert!(String::from_utf8_lossy(&said.stdout).contains(word), "{said:?}");
                assert!(!format!("{said:?}").contains(key), "the key is in the log");
            }
            assert_eq!(matches(KEY).as_deref(), Ok("1"));
            assert_eq!(database.sql("SELECT password, email FROM \"User\"").as_deref(), Ok("!|scheduler@localhost"));
            let other = KEY.replace('0', "X");
            let said = account(&cluster, &other);
            assert!(String::from_utf8_lossy(&said.stdout).contains("another key"), "{said:?}");
            assert_eq!((matches(KEY).as_deref(), matches(&other).as_deref()), (Ok("0"), Ok("1")));
            database.sql("UPDATE \"ApiKey\" SET \"revokedAt\" = now()").unwrap();
            let said = account(&cluster, &other);
            assert!(String::from_utf8_lossy(&said.stdout).contains("revoked"), "{said:?}");
            assert_eq!(matches(&other).as_deref(), Ok("0"), "who was revoked stays so");
        },
    );

    suite.ours("Campaign's scheduler gets no account by a key that the API would refuse", || {
        let folder = Folder::with(&[("service-account.sh", &script("docker/service-account.sh"))]);
        for key in ["", "camp_sk_", "other_0123456789", "camp_sk_a b", "camp_sk_a\\.", "camp_sk_a\nb"] {
            let mut command = Command::new("sh");
            command
                .arg("service-account.sh")
                .current_dir(folder.path())
                .env_clear()
                .env("PATH", "/usr/bin:/bin");
            command.envs([("POSTGRES_PASSWORD", ""), ("API_SERVICE_ACCOUNT_TOKEN", key)]);
            let said = command.output().unwrap();
            let words = String::from_utf8_lossy(&said.stderr).into_owned();
            assert!(said.status.code() == Some(1) && words.contains("expected camp_sk_"), "{key:?}: {words}");
        }
    });
}

/// What the job's image has.
fn image() -> Folder {
    let folder = Folder::with(&[
        ("migrate.sh", &script("docker/migrate.sh")),
        ("api/prisma/migrations/1_init/migration.sql", "CREATE TABLE kept (what text);"),
        ("api/prisma/migrations/migration_lock.toml", ""),
        ("api/node_modules/.bin/prisma", PRISMA),
        ("dumps/.keep", ""),
    ]);
    fs::remove_file(folder.path().join("dumps/.keep")).unwrap();
    let prisma = folder.path().join("api/node_modules/.bin/prisma");
    fs::set_permissions(prisma, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn migrate(cluster: &Cluster, image: &Folder, first: &[&str]) -> Output {
    let mut path: Vec<_> = first.iter().map(|tools| image.path().join(tools)).collect();
    path.extend([cluster.bin().to_owned(), "/usr/bin".into(), "/bin".into()]);
    let mut command = Command::new("sh");
    command.arg("migrate.sh").current_dir(image.path()).env_clear();
    command.env("PATH", std::env::join_paths(path).unwrap()).env("PGHOST", cluster.socket());
    command.env("API_FOLDER", image.path().join("api")).env("DUMPS", image.path().join("dumps"));
    command.envs(about()).output().unwrap()
}

fn account(cluster: &Cluster, key: &str) -> Output {
    let folder = Folder::with(&[("service-account.sh", &script("docker/service-account.sh"))]);
    let mut command = Command::new("sh");
    command.arg("service-account.sh").current_dir(folder.path()).env_clear();
    command.env("PATH", path(cluster.bin())).env("PGHOST", cluster.socket());
    command.envs(about()).env("API_SERVICE_ACCOUNT_TOKEN", key).output().unwrap()
}

fn path(bin: &Path) -> String {
    format!("{}:/usr/bin:/bin", bin.display())
}

fn about() -> [(&'static str, &'static str); 3] {
    [
        ("POSTGRES_DB", "campaign_db"),
        ("POSTGRES_USER", "campaign_user"),
        ("POSTGRES_PASSWORD", "not asked for"),
    ]
}
