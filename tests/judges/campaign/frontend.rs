//! The frontend's nginx, served by a real one: the page at every path of its own, the API behind it.

use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::script;
use crate::folder::Folder;
use crate::http::{assert_secured, echo, get, get_with};
use crate::judge::Judge;
use crate::names::Names;
use crate::nginx::Nginx;
use crate::suite::Suite;

const INDEX: &str = "<!doctype html><title>Campaign</title>";
const PAGES: [(&str, &str); 2] = [("index.html", INDEX), ("assets/app-5f3a.js", "console.log('Campaign')")];

pub fn tests(suite: &mut Suite) {
    under_development(suite);
    served(
        suite,
        "G11: Campaign's page is served at every path of its own, with the API and without",
        |names| {
            for path in ["/", "/campaigns/7?tab=1", "/elsa-api/", "/graphql-notes"] {
                let answer = get(path);
                assert_eq!((answer.status, answer.body.as_str()), (200, INDEX), "{path}");
                assert_secured(path, &answer);
            }
            assert_eq!(get("/assets/gone.js").status, 404);
            assert_eq!(get("/api/health").status, 502);
            names.add("api");
            assert_eq!(get("/api/health").status, 502, "it has a name now, but does not listen");
            echo(3000);
            assert_eq!(get("/api/health").status, 200);
        },
    );

    served(suite, "G11: a call of Campaign's page reaches the API as the browser sent it", |names| {
        names.add("api");
        echo(3000);
        for path in
            ["/api/campaigns?x=1", "/api/", "/api/a%2Fb/c%20d?q=%2F%26", "/graphql", "/socket.io/?EIO=4"]
        {
            let answer = get(path);
            assert!(answer.body.contains(&format!("port 3000\nGET {path} HTTP/1.1\n")), "{}", answer.body);
        }
        let answer = get_with("/graphql", &["Upgrade: websocket"]);
        assert!(
            answer.body.contains("upgrade: websocket") || answer.body.contains("Upgrade: websocket"),
            "{}",
            answer.body
        );
    });
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
            let _vite = Vite::start(program, own);
            let page = get_with("/campaigns/7", &["Accept: text/html"]);
            assert!(page.status == 200 && page.body.contains("/main.ts"), "{}", page.body);
            assert_eq!(page.header("own"), Some("kept"), "what the project's own configuration says");
            let path = "/graphql?q=%2F%26";
            assert!(
                get(path).body.contains(&format!("port 3000\nGET {path} HTTP/1.1\n")),
                "{}",
                get(path).body
            );
            assert!(Vite::listens_everywhere());
        });
    }
}

struct Vite {
    _folder: Folder,
    server: Child,
}

impl Vite {
    fn start(program: &Path, own: &str) -> Self {
        let folder = Folder::with(&[
            ("vite.docker.config.ts", &script("packages/frontend/vite.docker.config.ts")),
            ("vite.config.ts", own),
            ("index.html", "<script type=module src=/main.ts></script>"),
            ("main.ts", "console.log(1);"),
            ("resolv.conf", "nameserver 127.0.0.11\n"),
        ]);
        let modules = program.ancestors().nth(3).expect("where npm put it");
        symlink(modules, folder.path().join("node_modules")).unwrap();
        let resolver = folder.path().join("resolv.conf");
        let mount =
            Command::new("mount").arg("--bind").args([&resolver, Path::new("/etc/resolv.conf")]).status();
        assert!(mount.expect("`mount` runs").success());
        let mut server = Command::new("node")
            .arg(program)
            .args(["--config", "vite.docker.config.ts"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("node runs");
        let begin = Instant::now();
        while TcpStream::connect("127.0.0.1:80").is_err() {
            assert!(server.try_wait().unwrap().is_none() && begin.elapsed() < Duration::from_secs(60));
            thread::sleep(Duration::from_millis(20));
        }
        Self { _folder: folder, server }
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
