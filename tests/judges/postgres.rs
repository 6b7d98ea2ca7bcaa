//! A throw-away Postgres cluster: no port, a socket in a temporary folder, ended and removed when dropped.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tempfile::TempDir;

/// The role that owns the cluster. No stack's file names it.
const SUPERUSER: &str = "keeper";

pub struct Cluster {
    bin: PathBuf,
    folder: TempDir,
    server: Child,
    databases: AtomicUsize,
}

impl Cluster {
    /// Everybody is let in.
    pub fn start(bin: &Path) -> Self {
        Self::start_with(bin, "local all all trust\n")
    }

    /// Everybody but its owner is asked for a password.
    pub fn asking_for_passwords(bin: &Path) -> Self {
        Self::start_with(bin, &format!("local all {SUPERUSER} trust\nlocal all all md5\n"))
    }

    fn start_with(bin: &Path, who_may_come_in: &str) -> Self {
        let folder =
            tempfile::Builder::new().prefix("berth-postgres-").tempdir().expect("a temporary folder");
        let account = Account::for_server();
        account.give(folder.path());

        let data = folder.path().join("data");
        let made = account
            .command(&bin.join("initdb"))
            .args([
                "--no-sync",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--username",
                SUPERUSER,
                "--pgdata",
            ])
            .arg(&data)
            .output()
            .expect("initdb runs");
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));

        fs::write(data.join("pg_hba.conf"), who_may_come_in).unwrap();
        let mut server = account
            .command(&bin.join("postgres"))
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path())
            .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "lc_messages=C"])
            // scram takes thousands of rounds for each sign-in, and holds some letters for the same.
            .args(["-c", "password_encryption=md5"])
            .stderr(Stdio::piped())
            .spawn()
            .expect("postgres runs");
        wait_until_ready(&mut server);
        Self { bin: bin.to_owned(), folder, server, databases: AtomicUsize::new(1) }
    }

    /// A new, empty database that belongs to an ordinary role.
    pub fn database(&self, owner: &str) -> Database<'_> {
        let name = format!("database {}", self.databases.fetch_add(1, Ordering::Relaxed));
        let keeper = self.keeper();
        let quoted = quote(owner);
        // Another test may be making the same role.
        keeper
            .sql(&format!(
                "DO $do$ BEGIN CREATE ROLE {quoted} LOGIN;
                 EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$;
                 CREATE DATABASE {} OWNER {quoted}",
                quote(&name)
            ))
            .unwrap();
        Database { cluster: self, name, role: owner.into() }
    }
}

impl Cluster {
    /// A database with a name of one's own, and a role that may do everything, as the official image makes them.
    pub fn make(&self, name: &str, role: &str) -> Database<'_> {
        let keeper = self.open("template1", SUPERUSER);
        let (quoted, role_quoted) = (quote(name), quote(role));
        keeper
            .sql(&format!(
                "DO $do$ BEGIN CREATE ROLE {role_quoted} SUPERUSER LOGIN;
                 EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$;
                 CREATE DATABASE {quoted} OWNER {role_quoted} TEMPLATE template0"
            ))
            .unwrap();
        self.open(name, role)
    }

    /// What belongs to the cluster's owner, who may do everything.
    pub fn keeper(&self) -> Database<'_> {
        self.open("postgres", SUPERUSER)
    }

    pub fn open(&self, name: &str, role: &str) -> Database<'_> {
        Database { cluster: self, name: name.into(), role: role.into() }
    }

    pub fn bin(&self) -> &Path {
        &self.bin
    }

    /// The folder of the socket.
    pub fn socket(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The child may be the program that changed the user: the server's own number is in its file.
        let lock = fs::read_to_string(self.folder.path().join("data/postmaster.pid")).unwrap_or_default();
        if let Some(pid) = lock.lines().next() {
            let _ = Command::new("kill").args(["-QUIT", pid]).status();
        }
        let _ = self.server.wait();
    }
}

/// A database, seen by one role.
pub struct Database<'a> {
    cluster: &'a Cluster,
    name: String,
    role: String,
}

impl Database<'_> {
    /// What psql prints for these statements. A notice or a warning is as bad as an error.
    pub fn sql(&self, statements: &str) -> Result<String, String> {
        let mut psql = self
            .client("psql")
            .args([
                "--no-psqlrc",
                "--quiet",
                "--no-align",
                "--tuples-only",
                "-v",
                "ON_ERROR_STOP=1",
                "-f",
                "-",
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("psql does not run: {error}"))?;
        let mut input = psql.stdin.take().expect("a pipe");
        let statements = statements.to_owned();
        // psql may stop reading at the first error: what it says then tells more than our broken pipe.
        let writer = thread::spawn(move || input.write_all(statements.as_bytes()));
        let said = psql.wait_with_output().map_err(|error| error.to_string())?;
        let _ = writer.join();
        let complaints = String::from_utf8_lossy(&said.stderr).trim().to_owned();
        if said.status.success() && complaints.is_empty() {
            Ok(String::from_utf8_lossy(&said.stdout).trim().to_owned())
        } else {
            Err(complaints)
        }
    }

    /// A client that stays connected until its input ends.
    pub fn hold(&self) -> Child {
        let mut psql = self
            .client("psql")
            .args(["--no-psqlrc", "--tuples-only"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("psql runs");
        psql.stdin.as_mut().expect("a pipe").write_all(b"SELECT 1;\n").unwrap();
        let mut line = String::new();
        BufReader::new(psql.stdout.as_mut().expect("a pipe")).read_line(&mut line).unwrap();
        assert_eq!(line.trim(), "1");
        psql
    }

    /// The whole database as SQL: its schema, then its rows.
    pub fn dump(&self) -> String {
        let said = self.client("pg_dump").output().expect("pg_dump runs");
        assert!(said.status.success(), "pg_dump: {}", String::from_utf8_lossy(&said.stderr));
        // Newer releases of pg_dump fence a dump with a word that is made anew each time.
        String::from_utf8_lossy(&said.stdout)
            .lines()
            .filter(|line| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict"))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn client(&self, program: &str) -> Command {
        let mut command = Command::new(self.cluster.bin.join(program));
        command
            .arg("--host")
            .arg(self.cluster.folder.path())
            .args(["--username", &self.role, "--dbname", &self.name])
            .env_clear()
            .env("LC_ALL", "C");
        command
    }
}

/// Postgres refuses to run as root, so root lends it another account.
enum Account {
    Own,
    Other(&'static str),
}

impl Account {
    fn for_server() -> Self {
        if id_of(None) != Some(0) {
            return Self::Own;
        }
        Self::Other(
            ["postgres", "nobody"].into_iter().find(|name| id_of(Some(name)).is_some()).expect("an account"),
        )
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = match self {
            Self::Own => Command::new(program),
            Self::Other(name) => {
                let mut command = Command::new("runuser");
                command.args(["-u", name, "--"]).arg(program);
                command
            }
        };
        command.env("LC_ALL", "C").current_dir("/");
        command
    }

    fn give(&self, folder: &Path) {
        if let Self::Other(name) = self {
            chown(folder, id_of(Some(name)), None).expect("root may give a folder away");
        }
    }
}

fn id_of(name: Option<&str>) -> Option<u32> {
    let said = Command::new("id").arg("-u").args(name).output().ok()?;
    String::from_utf8(said.stdout).ok()?.trim().parse().ok()
}

fn wait_until_ready(server: &mut Child) {
    let mut log = BufReader::new(server.stderr.take().expect("a pipe")).lines();
    let mut said = Vec::new();
    loop {
        let Some(Ok(line)) = log.next() else {
            panic!("postgres ended before it was ready:\n{}", said.join("\n"))
        };
        if line.contains("ready to accept connections") {
            break;
        }
        said.push(line);
    }
    // A full pipe would stop the server.
    thread::spawn(move || log.for_each(drop));
}

fn quote(identifier: &str) -> String {
    format!("\"{}\"", identifier.replace('"', "\"\""))
}
