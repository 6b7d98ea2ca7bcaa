//! Redis's configuration, as Campaign's script writes it. One Redis has all the passwords: each line that asks for one
//! becomes an account's, which Redis reads by the same rules.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use berth_testing::scenario::long_enough;

use crate::campaign::script;
use crate::parallel;
use crate::suite::Suite;
use crate::value_kinds::{assert_same, kind};

pub fn tests(suite: &mut Suite) {
    kind(
        suite,
        [Judge::Redis],
        "G1: Redis lets each password in that Campaign's script writes for it",
        |[program], texts| {
            let passwords: Vec<String> =
                texts.iter().filter(|text| !text.is_empty()).map(|text| long_enough(text)).collect();
            let scripts = Scripts::new();
            let written = parallel::each(&passwords, |password| scripts.written(password));
            let users: String = written
                .iter()
                .enumerate()
                .map(|(at, word)| format!("user u{at} on \">{word}\" +@all\n"))
                .collect();
            let redis = Redis::start(program, &users);
            assert_eq!(redis.signs_in(&[("u0".into(), "wrong".into())]), [false]);
            let accounts: Vec<(String, String)> = passwords
                .iter()
                .enumerate()
                .map(|(at, password)| (format!("u{at}"), password.clone()))
                .collect();
            let none = "refused".to_owned();
            let let_in = redis.signs_in(&accounts);
            let read = passwords
                .iter()
                .zip(let_in)
                .map(|(password, is_in)| (password, if is_in { password } else { &none }));
            assert_same("Redis", read)
        },
    );
}

struct Scripts(Folder);

impl Scripts {
    /// In the place of the image's own entry point stands a program that says again what it hears.
    fn new() -> Self {
        let folder = Folder::with(&[("redis.sh", &script("docker/redis.sh")), ("tools/empty", "")]);
        symlink("/usr/bin/tee", folder.path().join("tools/docker-entrypoint.sh")).unwrap();
        // `tee` writes to files by the names of the words that it is given.
        for word in ["redis-server", "-"] {
            symlink("/dev/null", folder.path().join(word)).unwrap();
        }
        Self(folder)
    }

    /// What stands between the quotes behind `requirepass`. A program that is named by its path is started without a
    /// copy of this process, which is large by now.
    fn written(&self, password: &str) -> String {
        let path = format!("{}:/usr/bin:/bin", self.0.path().join("tools").display());
        let said = Command::new("/bin/sh")
            .arg("redis.sh")
            .current_dir(self.0.path())
            .env_clear()
            .envs([("PATH", path.as_str()), ("REDIS_PASSWORD", password)])
            .output()
            .expect("sh runs");
        assert!(said.status.success() && said.stderr.is_empty(), "{}", String::from_utf8_lossy(&said.stderr));
        let said = String::from_utf8(said.stdout).expect("UTF-8");
        let lines: Vec<&str> = said.lines().collect();
        let [first, "appendonly yes", "maxmemory-policy noeviction"] = lines[..] else {
            panic!("{password:?} became {said:?}")
        };
        let word = first.strip_prefix("requirepass \"").and_then(|rest| rest.strip_suffix('"'));
        word.unwrap_or_else(|| panic!("{first}")).to_owned()
    }
}

struct Redis {
    folder: Folder,
    server: Child,
}

impl Redis {
    fn start(program: &Path, users: &str) -> Self {
        let folder =
            Folder::with(&[("redis.conf", &format!("port 0\nunixsocket socket\nsave \"\"\n{users}"))]);
        symlink(program, folder.path().join("redis-server")).unwrap();
        let log = fs::File::create(folder.path().join("log")).unwrap();
        let mut server = Command::new(folder.path().join("redis-server"))
            .arg("redis.conf")
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(log)
            .spawn()
            .expect("Redis runs");
        let begin = Instant::now();
        while UnixStream::connect(folder.path().join("socket")).is_err() {
            let ended = server.try_wait().unwrap().is_some();
            let log = fs::read_to_string(folder.path().join("log")).unwrap();
            assert!(
                !ended && begin.elapsed() < Duration::from_secs(60),
                "Redis does not listen:\n{log:.3000}"
            );
            thread::sleep(Duration::from_millis(10));
        }
        Self { folder, server }
    }

    /// Whether Redis lets each of these in, by its name and password.
    fn signs_in(&self, accounts: &[(String, String)]) -> Vec<bool> {
        let mut socket = UnixStream::connect(self.folder.path().join("socket")).unwrap();
        let mut answers = BufReader::new(socket.try_clone().unwrap()).lines();
        let mut let_in = Vec::new();
        for (user, password) in accounts {
            let words = ["AUTH", user, password].map(|word| format!("${}\r\n{word}\r\n", word.len()));
            socket.write_all(format!("*3\r\n{}", words.concat()).as_bytes()).unwrap();
            let answer = answers.next().expect("an answer").unwrap();
            assert!(answer == "+OK" || answer.starts_with("-WRONGPASS"), "{answer}");
            let_in.push(answer == "+OK");
        }
        let_in
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
