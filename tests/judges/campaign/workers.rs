//! Whether a program is well, by a real Node, and the connection strings that the entry point makes.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;

use super::script;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    probing(suite);
    connection_strings(suite);
}

/// Answers on 3000 as the API and the scheduler do, and on 50051 as the rules engine, whatever the path says they say.
const PROGRAM: &str = r"
const http = require('http'), http2 = require('http2');
http.createServer((request, response) => {
  let body = '';
  request.on('data', (part) => (body += part)).on('end', () => {
    if (request.url === '/graphql') {
      const asked = request.method === 'POST' && request.headers['content-type'] === 'application/json';
      if (!asked || JSON.parse(body).query !== '{ health { status } }') return response.writeHead(400).end('{}');
      return response.end(JSON.stringify({ data: { health: { status: 'ok' } } }));
    }
    const [, code, text] = request.url.split('/');
    response.writeHead(Number(code)).end(decodeURIComponent(text));
  });
}).listen(3000, '127.0.0.1');
const rules = http2.createServer();
rules.on('stream', (stream, headers) => {
  const parts = [];
  stream.on('data', (part) => parts.push(part)).on('end', () => {
    const empty = Buffer.concat(parts).equals(Buffer.alloc(5)) && headers['content-type'] === 'application/grpc';
    if (headers[':path'] !== '/rulesengine.RulesEngine/EvaluateConditions' || !empty) {
      return stream.respond({ ':status': 200, 'grpc-status': '12' }, { endStream: true });
    }
    stream.respond({ ':status': 200 }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(Buffer.alloc(5));
  });
});
rules.listen(50051, '127.0.0.1', () => console.log('ready'));
";

const HTTP: &str = "http://127.0.0.1:3000";
const GRPC: &str = "grpc://127.0.0.1:50051/rulesengine.RulesEngine";

fn probing(suite: &mut Suite) {
    suite.alone_with(
        Judge::Node,
        "G30: Campaign's probe takes a program for well by what it says of itself, not by its status alone",
        |node| {
            let program = Program::start(node);
            let probed = |words: &[&str]| program.probe(node, words).status.success();
            assert!(probed(&[&format!("{HTTP}/graphql"), "{ health { status } }"]));
            assert!(!probed(&[&format!("{HTTP}/graphql"), "{ other }"]));
            for (code, body, well) in [
                (200, r#"{"status":"healthy"}"#, true),
                (200, r#"{"status":"degraded"}"#, true),
                (200, r#"{"status":"unhealthy"}"#, false),
                (200, r#"{"data":null,"errors":[{"status":"ok"}]}"#, false),
                (200, "no JSON", false),
                (503, r#"{"status":"ok"}"#, false),
            ] {
                assert_eq!(probed(&[&format!("{HTTP}/{code}/{}", encoded(body))]), well, "{code} {body}");
            }
            assert!(probed(&[&format!("{GRPC}/EvaluateConditions")]));
            assert!(!probed(&[&format!("{GRPC}/Gone")]));
        },
    );

    suite.with(Judge::Node, "Campaign's probe says why, where nobody answers", |node| {
        let folder = Folder::with(&[("healthy.cjs", &script("docker/healthy.cjs"))]);
        // Nobody listens on the first port there is.
        for url in ["http://127.0.0.1:1/health", "grpc://127.0.0.1:1/a/b"] {
            let said = ask(node, &folder, &[url]);
            let words = String::from_utf8_lossy(&said.stdout).into_owned();
            assert!(said.status.code() == Some(1) && words.contains(url), "{words}");
        }
    });
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn ask(node: &Path, folder: &Folder, words: &[&str]) -> Output {
    Command::new(node).arg("healthy.cjs").args(words).current_dir(folder.path()).output().expect("node runs")
}

struct Program {
    folder: Folder,
    process: Child,
}

impl Program {
    fn start(node: &Path) -> Self {
        let folder =
            Folder::with(&[("healthy.cjs", &script("docker/healthy.cjs")), ("program.cjs", PROGRAM)]);
        let process = Command::new(node)
            .arg("program.cjs")
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("node runs");
        let program = Self { folder, process };
        let begin = Instant::now();
        while !program.probe(node, &[&format!("{GRPC}/EvaluateConditions")]).status.success() {
            assert!(begin.elapsed() < Duration::from_secs(60), "not in time");
            thread::sleep(Duration::from_millis(20));
        }
        program
    }

    fn probe(&self, node: &Path, words: &[&str]) -> Output {
        ask(node, &self.folder, words)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
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

    suite.with(
        Judge::Node,
        "G30: Campaign's entry point makes no Redis URL for who is told the host, and reads none",
        |node| {
            let folder = Folder::with(&[("entrypoint.sh", &script("docker/entrypoint.sh"))]);
            let path = format!("{}:/usr/bin:/bin", node.parent().unwrap().display());
            for (name, made) in [("REDIS_HOST", "none\n"), ("OTHER", "redis://:secret@redis:6379\n")] {
                let mut command = Command::new("sh");
                command.args(["entrypoint.sh", "sh", "-c", "echo \"${REDIS_URL-none}\""]);
                command.current_dir(folder.path()).env_clear();
                command.envs([("PATH", path.as_str()), ("REDIS_PASSWORD", "secret"), (name, "redis")]);
                assert_eq!(String::from_utf8_lossy(&command.output().unwrap().stdout), made);
            }
        },
    );

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
