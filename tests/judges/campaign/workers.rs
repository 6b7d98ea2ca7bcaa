//! The workers' heartbeat, by a real Node and both shells, and the connection strings that the entry point makes.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::script;
use crate::folder::Folder;
use crate::judge::Judge;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    beating(suite);
    judging(suite);
    connection_strings(suite);
}

fn beating(suite: &mut Suite) {
    suite.with(
        Judge::Node,
        "a worker's file is there once it runs, and stays young as long as it turns",
        |node| {
            let worker = Worker::start(node, "setInterval(() => {}, 1000)");
            worker.wait_for_a_beat();
            age(&worker.beat, 3600);
            worker.wait_for_a_beat();
        },
    );

    suite.with(Judge::Node, "a worker that hangs lets its file grow old", |node| {
        let worker = Worker::start(node, "console.log('hangs'); for (;;) {}");
        worker.wait_for_a_beat();
        age(&worker.beat, 3600);
        // Longer than it takes to beat.
        thread::sleep(Duration::from_secs(12));
        assert!(is_old(&worker.beat));
    });

    suite.with(
        Judge::Node,
        "the heartbeat keeps no worker alive that has come to its end, and is not pnpm's",
        |node| {
            let mut worker = Worker::start(node, "0");
            let begin = Instant::now();
            let ended = loop {
                if let Some(ended) = worker.process.try_wait().unwrap() {
                    break ended;
                }
                assert!(begin.elapsed() < Duration::from_secs(8), "it waits for the next beat");
                thread::sleep(Duration::from_millis(20));
            };
            assert!(ended.success());
            let folder = Folder::with(&[
                ("heartbeat.cjs", &script("docker/heartbeat.cjs")),
                ("node_modules/pnpm/bin/pnpm.cjs", "setTimeout(() => {}, 500)"),
            ]);
            fs::create_dir(folder.path().join("bin")).unwrap();
            symlink("../node_modules/pnpm/bin/pnpm.cjs", folder.path().join("bin/pnpm")).unwrap();
            let beat = folder.path().join("beat");
            // By its own name too, as it is found when it is installed for everybody.
            for program in ["node_modules/pnpm/bin/pnpm.cjs", "bin/pnpm"] {
                let mut pnpm = Command::new(node);
                pnpm.args(["--require", "./heartbeat.cjs", program]);
                pnpm.current_dir(folder.path()).env("HEARTBEAT_PATH", &beat);
                assert!(pnpm.status().unwrap().success() && !beat.exists(), "{program}");
            }
        },
    );
}

struct Worker {
    _folder: Folder,
    beat: std::path::PathBuf,
    process: Child,
}

impl Worker {
    fn start(node: &Path, code: &str) -> Self {
        let folder = Folder::with(&[("heartbeat.cjs", &script("docker/heartbeat.cjs")), ("main.js", code)]);
        let beat = folder.path().join("beat");
        let process = Command::new(node)
            .arg("main.js")
            .current_dir(folder.path())
            .env("NODE_OPTIONS", format!("--require {}", folder.path().join("heartbeat.cjs").display()))
            .env("HEARTBEAT_PATH", &beat)
            .stdout(Stdio::null())
            .spawn()
            .expect("node runs");
        Self { _folder: folder, beat, process }
    }

    fn wait_for_a_beat(&self) {
        let begin = Instant::now();
        while !self.beat.exists() || is_old(&self.beat) {
            assert!(begin.elapsed() < Duration::from_secs(60), "no beat in time");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn age(file: &Path, seconds: u64) {
    let then = SystemTime::now() - Duration::from_secs(seconds);
    fs::File::options().append(true).open(file).unwrap().set_modified(then).unwrap();
}

fn is_old(file: &Path) -> bool {
    let touched = fs::metadata(file).unwrap().modified().unwrap();
    touched.elapsed().is_ok_and(|age| age > Duration::from_secs(1800))
}

fn judging(suite: &mut Suite) {
    both(suite, "calls a worker well while its file is young, and ill afterwards", |judge| {
        judge.folder.write("beat", "");
        let file = judge.folder.path().join("beat");
        for (seconds, most, well) in [(0, "60", true), (50, "60", true), (70, "60", false), (70, "300", true)]
        {
            age(&file, seconds);
            let said = judge.ask(most);
            assert_eq!(said.status.code(), Some(i32::from(!well)), "{seconds} s of {most}: {said:?}");
            assert!(String::from_utf8_lossy(&said.stdout).contains(" s ago"));
        }
    });

    both(suite, "calls a worker ill that has no file, and says so", |judge| {
        let said = judge.ask("60");
        assert_eq!(said.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&said.stdout).contains("there is no"), "{said:?}");
    });
}

struct Age {
    folder: Folder,
    path: String,
}

impl Age {
    fn ask(&self, most: &str) -> Output {
        let sh =
            self.path.split(':').map(|folder| Path::new(folder).join("sh")).find(|sh| sh.exists()).unwrap();
        let beat = self.folder.path().join("beat");
        let variables = [("HEARTBEAT_PATH", beat.to_str().unwrap()), ("HEARTBEAT_MAX_AGE", most)];
        let mut command = Command::new(sh);
        command.arg("heartbeat.sh").current_dir(self.folder.path()).env_clear().env("PATH", &self.path);
        command.envs(variables).output().unwrap()
    }
}

fn both(suite: &mut Suite, sentence: &str, test: fn(&Age)) {
    let folder = || Folder::with(&[("heartbeat.sh", &script("docker/heartbeat.sh"))]);
    suite.ours(&format!("the heartbeat's judge, by dash, {sentence}"), move || {
        test(&Age { folder: folder(), path: "/usr/bin:/bin".into() });
    });
    suite.with(Judge::Busybox, &format!("the heartbeat's judge, by ash, {sentence}"), move |busybox| {
        let folder = folder();
        let tools = folder.path().join("tools");
        fs::create_dir(&tools).unwrap();
        for tool in ["sh", "date", "echo", "stat"] {
            symlink(busybox, tools.join(tool)).unwrap();
        }
        test(&Age { path: tools.to_str().unwrap().into(), folder });
    });
}

fn connection_strings(suite: &mut Suite) {
    suite.with(Judge::Node, "G2: Campaign's entry point makes URLs that give each part back", |node| {
        for secret in [r#"p@ss/w:rd?#[%41]'" \ $X"#, " blanks ", "naïve ☃ 密码", "!'()*~-_.", "letters"]
        {
            let read = urls(node, secret, &[]);
            let [database, redis] = read.lines().collect::<Vec<_>>()[..] else { panic!("{read}") };
            assert_eq!(database, format!("postgres: campaign_user|{secret}|postgres:5432|/campaign_db"));
            assert_eq!(redis, format!("redis: |{secret}|redis:6379|"));
        }
    });

    suite.with(Judge::Node, "Campaign's entry point leaves a URL that is given as it is", |node| {
        let given = [("DATABASE_URL", "postgres://a:b@elsewhere:1/c"), ("REDIS_URL", "redis://:d@there:2")];
        assert_eq!(urls(node, "secret", &given), "postgres: a|b|elsewhere:1|/c\nredis: |d|there:2|\n");
    });
}

/// Both URLs as a program reads them, one part after the other.
fn urls(node: &Path, secret: &str, given: &[(&str, &str)]) -> String {
    let reader = "for (const name of ['DATABASE_URL', 'REDIS_URL']) {
        const url = new URL(process.env[name]);
        const parts = [url.username, decodeURIComponent(url.password), url.host, url.pathname];
        console.log(url.protocol, parts.join('|'));
    }";
    let folder = Folder::with(&[("entrypoint.sh", &script("docker/entrypoint.sh")), ("secret", secret)]);
    let path = format!("{}:/usr/bin:/bin", node.parent().unwrap().display());
    let said = Command::new("sh")
        .args(["entrypoint.sh", "node", "-e", reader])
        .current_dir(folder.path())
        .env_clear()
        .envs([("PATH", path.as_str()), ("POSTGRES_DB", "campaign_db"), ("POSTGRES_USER", "campaign_user")])
        .envs([("POSTGRES_PASSWORD_FILE", "secret"), ("REDIS_PASSWORD_FILE", "secret")])
        .envs(given.iter().copied())
        .output()
        .unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap()
}
