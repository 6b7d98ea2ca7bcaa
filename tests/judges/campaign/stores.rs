//! The database with its maps, Redis by its script, and the bucket's job.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;

use super::script;
use crate::postgres::Cluster;
use crate::suite::Suite;

const HOSTILE: [&str; 6] = [
    "letters",
    r#"quotes ' " ` and $HOME $(id) \n \\ %s"#,
    " blanks at both ends ",
    "#no comment",
    "naïve ☃ 密码",
    r"\",
];

pub fn tests(suite: &mut Suite) {
    suite.with_both(
        Judge::Postgres,
        Judge::Postgis,
        "Campaign's database knows points once its script ran, and once it ran again",
        |bin, _| {
            let cluster = Cluster::start(bin);
            let database = cluster.make("campaign_db", "campaign_user");
            assert!(database.sql("SELECT ST_MakePoint(1, 2)").is_err(), "it knows them before");
            for _ in 0..2 {
                database.sql(&script("docker/init-db.sql")).unwrap();
                let point = database.sql("SELECT ST_AsText(ST_MakePoint(1, 2))");
                assert_eq!(point.as_deref(), Ok("POINT(1 2)"));
            }
        },
    );

    suite.alone_with(Judge::Redis, "Campaign's Redis answers to its password, and to no other", |program| {
        for password in HOSTILE {
            let redis = Redis::start(program, &[("REDIS_PASSWORD", password)]);
            redis.wait_until(true);
            assert!(!redis.probe(&[("REDIS_PASSWORD", "wrong")]), "{password:?}");
            assert_eq!(Redis::client(None, "ping"), "NOAUTH Authentication required.");
            assert_eq!(Redis::client(Some(password), "set key kept"), "OK", "{password:?}");
            assert_eq!(Redis::client(Some(password), "get key"), "kept");
            let policy = Redis::client(Some(password), "config get maxmemory-policy");
            assert_eq!(policy, "maxmemory-policy\nnoeviction", "a queue would lose its jobs");
            let words = fs::read_to_string(redis.folder.path().join("words")).unwrap();
            assert_eq!(words, "redis-server -\n", "no word of a process tells the password");
        }
    });

    suite.alone_with(
        Judge::Redis,
        "Campaign's Redis reads its password from a file too, and keeps its data",
        |program| {
            let folder = Folder::with(&[("password", "from a file \\\"")]);
            let file = folder.path().join("password").to_str().unwrap().to_owned();
            let mut redis = Redis::start(program, &[("REDIS_PASSWORD_FILE", &file)]);
            redis.wait_until(true);
            assert_eq!(Redis::client(Some("from a file \\\""), "set key kept"), "OK");
            redis.again();
            redis.wait_until(true);
            assert_eq!(Redis::client(Some("from a file \\\""), "get key"), "kept");
            fs::write(&file, "another").unwrap();
            assert!(!redis.probe(&[]), "the probe asks with the password that is written now");
        },
    );

    suite.alone_with(
        Judge::Redis,
        "Campaign's Redis does not start without a password, and is ill until it has started",
        |program| {
            let folder = Redis::prepare(program);
            let said = Redis::command(&folder, &[])
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
                .wait_with_output()
                .unwrap();
            let words = String::from_utf8_lossy(&said.stderr).into_owned();
            assert!(!said.status.success() && words.contains("REDIS_PASSWORD"), "{words}");
            let ill = Redis::command(&folder, &[("REDIS_PASSWORD", "x")]).arg("healthy").output().unwrap();
            assert_eq!(ill.status.code(), Some(1), "nobody listens");
        },
    );

    suite.ours(
        "Campaign's bucket is made by the account that the stack has, from variables or files",
        || {
            for password in HOSTILE {
                let folder = bucket();
                fs::write(folder.path().join("secret"), password).unwrap();
                fs::write(folder.path().join("user"), "account").unwrap();
                for variables in [
                    [("S3_ACCESS_KEY", "account"), ("S3_SECRET_KEY", password)],
                    [("S3_ACCESS_KEY_FILE", "user"), ("S3_SECRET_KEY_FILE", "secret")],
                ] {
                    fs::write(folder.path().join("asked"), "").unwrap();
                    assert!(make_bucket(&folder, &variables), "{password:?}");
                    let asked = fs::read_to_string(folder.path().join("asked")).unwrap();
                    let alias =
                        format!("<--quiet><alias><set><store><http://minio:9000><account><{password}>");
                    assert_eq!(
                        asked.lines().collect::<Vec<_>>(),
                        [&alias, "<--quiet><mb><--ignore-existing><store/assets>"]
                    );
                }
            }
        },
    );

    suite.ours(
        "Campaign's job fails where MinIO refuses, so that nothing starts on a missing bucket",
        || {
            let folder = bucket();
            for refused in ["alias", "mb"] {
                let variables = [("S3_ACCESS_KEY", "a"), ("S3_SECRET_KEY", "b"), ("REFUSED", refused)];
                assert!(!make_bucket(&folder, &variables), "{refused}");
            }
            assert!(!make_bucket(&folder, &[("S3_ACCESS_KEY_FILE", "gone"), ("S3_SECRET_KEY", "b")]));
        },
    );
}

struct Redis {
    folder: Folder,
    variables: Vec<(String, String)>,
    server: Child,
}

impl Redis {
    fn start(program: &Path, variables: &[(&str, &str)]) -> Self {
        let folder = Self::prepare(program);
        let server = Self::command(&folder, variables).spawn().unwrap();
        let variables = variables.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        Self { folder, variables, server }
    }

    /// As the image has it: the server by its name, and an entry point that becomes what it is told.
    fn prepare(program: &Path) -> Folder {
        let folder = Folder::with(&[
            ("redis.sh", &script("docker/redis.sh")),
            ("tools/docker-entrypoint.sh", "#!/bin/sh\necho \"$*\" >words\nexec \"$@\"\n"),
        ]);
        let tools = folder.path().join("tools");
        fs::set_permissions(tools.join("docker-entrypoint.sh"), fs::Permissions::from_mode(0o755)).unwrap();
        symlink(program, tools.join("redis-server")).unwrap();
        folder
    }

    fn command(folder: &Folder, variables: &[(&str, &str)]) -> Command {
        let mut command = Command::new("sh");
        let path = format!("{}:/usr/bin:/bin", folder.path().join("tools").display());
        command.arg("redis.sh").current_dir(folder.path()).env_clear().env("PATH", path);
        command.envs(variables.iter().copied()).stdout(Stdio::null()).stdin(Stdio::null());
        command
    }

    fn probe(&self, other: &[(&str, &str)]) -> bool {
        let own: Vec<(&str, &str)> = self.variables.iter().map(|(name, value)| (&**name, &**value)).collect();
        let variables = if other.is_empty() { &own } else { other };
        Self::command(&self.folder, variables).arg("healthy").status().unwrap().success()
    }

    fn wait_until(&self, healthy: bool) {
        let begin = Instant::now();
        while self.probe(&[]) != healthy {
            assert!(begin.elapsed() < Duration::from_secs(60), "not in time");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// What Redis says, asked as any client does.
    fn client(password: Option<&str>, words: &str) -> String {
        let mut command = Command::new("redis-cli");
        command.args(["-h", "127.0.0.1"]).args(words.split(' '));
        password.map(|password| command.env("REDISCLI_AUTH", password));
        let said = command.output().expect("redis-cli runs");
        String::from_utf8_lossy(&said.stdout).trim().to_owned()
    }

    fn again(&mut self) {
        let _ = Command::new("kill").arg(self.server.id().to_string()).status();
        self.server.wait().unwrap();
        let variables: Vec<(&str, &str)> = self.variables.iter().map(|(a, b)| (&**a, &**b)).collect();
        self.server = Self::command(&self.folder, &variables).spawn().unwrap();
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A stand-in for the store's client that notes what it is asked, and refuses one thing if it is told to.
fn bucket() -> Folder {
    let client = "#!/bin/sh\nprintf '<%s>' \"$@\" >>asked\necho >>asked\n[ \"$2\" != \"${REFUSED-}\" ]\n";
    let folder =
        Folder::with(&[("minio-bucket.sh", &script("docker/minio-bucket.sh")), ("tools/mc", client)]);
    fs::set_permissions(folder.path().join("tools/mc"), fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn make_bucket(folder: &Folder, variables: &[(&str, &str)]) -> bool {
    let path = format!("{}:/usr/bin:/bin", folder.path().join("tools").display());
    let mut command = Command::new("sh");
    command.arg("minio-bucket.sh").current_dir(folder.path()).env_clear().env("PATH", path);
    command
        .envs([("S3_ENDPOINT", "http://minio:9000"), ("S3_BUCKET", "assets")])
        .envs(variables.iter().copied());
    command.stderr(Stdio::null()).status().unwrap().success()
}
