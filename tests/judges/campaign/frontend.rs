//! The frontend's nginx, served by a real one: the page at every path of its own, the API behind it.

use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;

use super::{dev, scenario, script};
use crate::bundle::{self, Bundle};
use crate::http::{Response, ask, assert_secured, backend, echo, get, get_with, open, read_head, say};
use crate::names::Names;
use crate::nginx::Nginx;
use crate::suite::Suite;

const INDEX: &str = "<!doctype html><title>Campaign</title>";
const PAGES: [(&str, &str); 2] = [("index.html", INDEX), ("assets/app-5f3a.js", "console.log('Campaign')")];

/// What the API answers.
const CALLS: [(&str, &str); 14] = [
    ("POST", "/graphql"),
    ("GET", "/graphql?query=%7B__typename%7D&x=a%2Fb%20c"),
    ("GET", "/socket.io/?EIO=4&transport=polling"),
    ("POST", "/socket.io/?EIO=4&transport=polling&sid=1"),
    ("POST", "/auth/login"),
    ("POST", "/auth/register"),
    ("POST", "/auth/refresh"),
    ("POST", "/auth/logout"),
    ("POST", "/auth/me"),
    ("POST", "/auth/api-keys"),
    ("GET", "/auth/api-keys"),
    ("GET", "/auth/api-keys?of=me"),
    ("DELETE", "/auth/api-keys/7%2F8"),
    ("PUT", "/auth/login"),
];

/// What the page answers, by paths of its own.
const ROUTES: [&str; 11] = [
    "/",
    "/dashboard",
    "/campaigns/7?tab=1",
    "/auth",
    "/auth/",
    "/auth/login",
    "/auth/login?next=%2Fauth%2Fapi-keys",
    "/auth/api-keys-help",
    "/authors",
    "/graphql-notes",
    "/api/health",
];

pub fn tests(suite: &mut Suite) {
    under_development(suite);
    served(
        suite,
        "G11: Campaign's page is served at every path of its own, with the API and without",
        |names| {
            for path in ROUTES {
                let answer = get(path);
                assert_eq!((answer.status, answer.body.as_str()), (200, INDEX), "{path}");
                assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
                assert_secured(path, &answer);
                assert_eq!(ask("HEAD", path, &[]).header("content-type"), Some("text/html"), "{path}");
            }
            assert_eq!(get("/assets/gone.js").status, 404);
            let called = |method: &str, path: &str| ask(method, path, &["Content-Length: 0"]).status;
            for (method, path) in CALLS {
                assert_eq!(called(method, path), 502, "{method} {path}");
            }
            names.add("api");
            assert_eq!(called("POST", "/graphql"), 502, "it has a name now, but does not listen");
            echo(3000);
            assert_eq!(called("POST", "/graphql"), 200);
        },
    );

    served(suite, "G30: each path that Campaign's API answers reaches it, and no other does", |names| {
        names.add("api");
        echo(3000);
        calls_reach_the_api();
        assert!(ask("OPTIONS", "/auth/login", &[]).body.starts_with("port 3000\n"));
        for path in ROUTES {
            assert_eq!(get(path).body, INDEX, "{path}");
        }
    });

    served(suite, "G30: Campaign's API hears of a call what it goes by", |names| {
        names.add("api");
        echo(3000);
        let given = ["Authorization: Bearer x.y.z", "X-Api-Key: camp_sk_1", "Origin: http://berth.test:3001"];
        for (method, path) in [("POST", "/graphql"), ("GET", "/auth/api-keys"), ("GET", "/socket.io/?EIO=4")]
        {
            let told = [&given[..], &["Content-Length: 0"]].concat();
            let heard = ask(method, path, &told).body.to_lowercase();
            for line in given.iter().chain(&["Host: berth.test"]) {
                assert!(heard.contains(&format!("\n{}\n", line.to_lowercase())), "{line}: {heard}");
            }
        }
    });

    served(suite, "G30: both kinds of WebSocket of Campaign's page get through to the API", |names| {
        names.add("api");
        sockets_get_through();
    });

    suite.alone_with(
        Judge::Nginx,
        "G30: Campaign's web server answers for itself, without the API and a line in the log",
        |program| {
            let nginx = Nginx::start(program, &script("packages/frontend/nginx.conf"), &PAGES);
            assert_eq!(get("/health").body, "ok\n");
            get("/seen");
            // nginx logs a request after it has answered it; by the next answer, those before are in.
            get("/next");
            assert!(nginx.accesses().contains("/seen") && !nginx.accesses().contains("/health"));
        },
    );
}

fn calls_reach_the_api() {
    for (method, path) in CALLS {
        let answer = ask(method, path, &["Content-Length: 0", "Accept: text/html"]);
        let heard = format!("port 3000\n{method} {path} HTTP/1.1\n");
        assert!(answer.body.starts_with(&heard), "{method} {path}: {}", answer.body);
    }
}

/// One that says back what it hears, with the protocol that was asked for.
fn sockets_get_through() {
    backend(3000, |head, stream| {
        let told = head.join("\n").to_lowercase();
        if !told.contains("\nupgrade: websocket") || !told.contains("\nconnection: upgrade") {
            return say(stream, "", "no wish to upgrade");
        }
        let protocol = if head[0].contains("/graphql") { "graphql-transport-ws" } else { "" };
        assert!(told.contains(protocol), "{told}");
        let switched =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
        stream.write_all(switched.as_bytes()).unwrap();
        let mut heard = [0; 4];
        stream.read_exact(&mut heard).unwrap();
        stream.write_all(&heard).unwrap();
    });
    for path in ["/graphql", "/socket.io/?EIO=4&transport=websocket"] {
        let wish = [
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: graphql-transport-ws",
        ];
        let mut socket = BufReader::new(open(path, &wish));
        let (status, headers) = read_head(&mut socket);
        assert_eq!(status, 101, "{path}: {headers:?}");
        socket.get_mut().write_all(b"ping").unwrap();
        let mut back = [0; 4];
        socket.read_exact(&mut back).unwrap();
        assert_eq!(&back, b"ping", "{path}");
        assert_eq!(get(path).body, "no wish to upgrade", "{path}");
    }
}

fn under_development(suite: &mut Suite) {
    for (kind, own) in [
        (
            "an object",
            "export default { server: { allowedHosts: ['berth.test'], headers: { own: 'kept' } } };",
        ),
        (
            "a function",
            "export default async () => ({ server: { allowedHosts: ['berth.test'], headers: { own: 'kept' } } });",
        ),
    ] {
        let sentence = format!(
            "G22: Campaign's page under development is served by Vite, with a configuration that is {kind}"
        );
        suite.alone_with(Judge::Vite, &sentence, move |program| {
            let names = Names::serve();
            names.add("api");
            echo(3000);
            let _vite = Vite::start(program, &dev(), own);
            for path in ROUTES.iter().chain(&["/health"]) {
                let page = browse(path, "berth.test");
                assert!(page.status == 200 && page.body.contains("/main.ts"), "{path}: {}", page.body);
                assert_eq!(page.header("own"), Some("kept"), "what the project's own configuration says");
            }
            calls_reach_the_api();
            assert_eq!(browse("/", "elsewhere.test").status, 403, "a name that nobody has allowed");
            assert!(Vite::listens_everywhere());
        });
    }

    suite.alone_with(
        Judge::Vite,
        "G30: both kinds of WebSocket get through to Campaign's API under development too",
        |program| {
            let names = Names::serve();
            names.add("api");
            let _vite =
                Vite::start(program, &dev(), "export default { server: { allowedHosts: ['berth.test'] } };");
            sockets_get_through();
        },
    );

    for addon in ["https", "own-proxy"] {
        suite.alone_with(
            Judge::Vite,
            &format!("Campaign's page under development goes by any name behind {addon}"),
            move |program| {
                let mut scenario = scenario("dev");
                scenario.answers.addons = vec![addon.to_owned()];
                let _vite = Vite::start(program, &scenario.supplied().bundle(), "export default {};");
                assert_eq!(browse("/dashboard", "campaign.example.com").status, 200);
            },
        );
    }

    suite.alone_with(Judge::Vite, "G30: Vite says so when Campaign's page would stay blank", |program| {
        let folder = Vite::folder(program, &dev(), "export default {};");
        for missing in VALUES {
            let mut vite = Vite::command(program, &folder);
            let said = vite.env(missing, " ").output().expect("node runs");
            assert!(!said.status.success());
            let words = String::from_utf8_lossy(&said.stderr);
            assert!(words.contains(&format!("{missing} is empty")), "{words}");
        }
    });
}

/// What a browser gets that knows the server by this name.
fn browse(path: &str, name: &str) -> Response {
    get_with(path, &["Accept: text/html", &format!("Host: {name}")])
}

/// What the page takes from its build.
const VALUES: [&str; 4] = ["VITE_ENVIRONMENT", "VITE_API_URL", "VITE_API_WS_URL", "VITE_APP_NAME"];

struct Vite {
    _folder: Folder,
    server: Child,
}

impl Vite {
    fn start(program: &Path, bundle: &Bundle, own: &str) -> Self {
        let folder = Self::folder(program, bundle, own);
        let resolver = folder.path().join("resolv.conf");
        let mount =
            Command::new("mount").arg("--bind").args([&resolver, Path::new("/etc/resolv.conf")]).status();
        assert!(mount.expect("`mount` runs").success());
        let mut server = Self::command(program, &folder).stdout(Stdio::null()).spawn().expect("node runs");
        let begin = Instant::now();
        while TcpStream::connect("127.0.0.1:80").is_err() {
            assert!(server.try_wait().unwrap().is_none() && begin.elapsed() < Duration::from_secs(60));
            thread::sleep(Duration::from_millis(20));
        }
        Self { _folder: folder, server }
    }

    fn folder(program: &Path, bundle: &Bundle, own: &str) -> Folder {
        let folder = Folder::with(&[
            ("vite.docker.config.ts", bundle::text(bundle, "packages/frontend/vite.docker.config.ts")),
            ("vite.config.ts", own),
            ("index.html", "<script type=module src=/main.ts></script>"),
            ("main.ts", "console.log(1);"),
            ("resolv.conf", "nameserver 127.0.0.11\n"),
        ]);
        let modules = program.ancestors().nth(3).expect("where npm put it");
        symlink(modules, folder.path().join("node_modules")).unwrap();
        folder
    }

    fn command(program: &Path, folder: &Folder) -> Command {
        let mut command = Command::new("node");
        command.arg(program).args(["--config", "vite.docker.config.ts"]).current_dir(folder.path());
        command.envs(VALUES.map(|name| (name, "x")));
        command
    }

    /// At another address of this machine than its own loopback's first.
    fn listens_everywhere() -> bool {
        TcpStream::connect("127.0.0.2:80").is_ok()
    }
}

impl Drop for Vite {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn served(suite: &mut Suite, sentence: &str, test: fn(&Names)) {
    suite.alone_with(Judge::Nginx, sentence, move |program| {
        let names = Names::serve();
        let _nginx = Nginx::start(program, &script("packages/frontend/nginx.conf"), &PAGES);
        test(&names);
    });
}
