//! The front door of production: a real nginx in front of a real nginx and of backends of ours. Docker's name server is
//! ours as well.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use berth_testing::judge::Judge;

use crate::bundle;
use crate::front_door::Door;
use crate::http::{self, Response, assert_secured, backend_at, echo, echo_with, get, get_with, post, say};
use crate::names::Names;
use crate::nginx::{self, Nginx};
use crate::observe::with;
use crate::suite::Suite;

const INDEX: &str = "<!doctype html><title>Tamma</title>";
const PAGES: [(&str, &str); 2] = [("index.html", INDEX), ("assets/app-5f3a.js", "console.log('Tamma')")];
const DASHBOARD: &str = "127.0.0.2";

pub fn tests(suite: &mut Suite) {
    starting(suite);
    paths(suite);
    headers(suite);
    streams(suite);
    replicas(suite);
}

fn starting(suite: &mut Suite) {
    for (words, addons) in [("", &[][..]), (" with Grafana", &["metrics"])] {
        let sentence = format!("G11: nginx accepts the gateway's file{words} where no backend exists");
        suite.alone_with(Judge::Nginx, &sentence, move |program| {
            assert_eq!(Nginx::check(program, &gateway(addons)), Ok(()));
        });
    }

    front_door(suite, "G11: without backends the gateway answers for itself, and 502 for them", |_| {
        assert_eq!(get("/healthz").status, 200);
        for path in ["/", "/api/health", "/elsa-api/health", "/grafana/"] {
            let answer = get(path);
            assert_eq!(answer.status, 502, "{path}");
            assert_secured(path, &answer);
        }
    });

    front_door(suite, "G11: the gateway finds a backend again at its new address", |names| {
        let answer = |word: &'static str| move |_: &[String], stream: &mut TcpStream| say(stream, "", word);
        backend_at("127.0.0.5", 3100, answer("old"));
        backend_at("127.0.0.6", 3100, answer("new"));
        names.set("tamma-api", &["127.0.0.5"]);
        assert_eq!(get("/api/x").body, "old");
        names.set("tamma-api", &["127.0.0.6"]);
        let begin = Instant::now();
        while get("/api/x").body != "new" {
            assert!(begin.elapsed() < Duration::from_secs(10), "still at the old address");
            thread::sleep(Duration::from_millis(100));
        }
    });
}

fn paths(suite: &mut Suite) {
    front_door(suite, "G11: the gateway hands every path on as the browser sent it", |names| {
        for name in ["tamma-api", "tamma-api-dotnet", "grafana"] {
            names.add(name);
        }
        names.set("tamma-dashboard", &[DASHBOARD]);
        for port in [3100, 3000] {
            echo(port);
        }
        backend_at(DASHBOARD, 80, |head, stream| say(stream, "", &head[0]));
        for path in ["/api/a%2Fb/c%20d?q=%2F%26", "/api//twice", "/api/"] {
            assert!(get(path).body.starts_with(&format!("port 3100\nGET {path} HTTP/1.1\n")), "{path}");
        }
        for path in ["/a%2Fb/c%20d?q=%2F%26", "//twice", "/"] {
            let asked = get(&format!("/elsa-api{path}")).body;
            assert!(asked.starts_with(&format!("port 3000\nGET {path} HTTP/1.1\n")), "{path}: {asked}");
        }
        for path in ["/grafana/d/logs?var-text=a%2Fb", "/grafana/api/live/ws"] {
            assert!(get(path).body.starts_with(&format!("port 3000\nGET {path} HTTP/1.1\n")), "{path}");
        }
        for path in ["/", "/some%2Froute//x?tab=%26", "/assets/a%20b.js", "/grafana-is-elsewhere"] {
            assert_eq!(get(path).body, format!("GET {path} HTTP/1.1"));
        }
        assert_eq!(get("/grafana").header("location"), Some("/grafana/"));
    });

    front_door(suite, "a backend learns of every hop, from the browser's on", |names| {
        names.add("tamma-api");
        names.add("grafana");
        echo(3100);
        echo(3000);
        let outer = [
            "X-Forwarded-For: 203.0.113.7",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: tamma.example.com",
        ];
        assert_says(
            &get_with("/api/x", &outer),
            &[
                "Host: berth.test",
                "X-Forwarded-For: 203.0.113.7, 127.0.0.1",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: tamma.example.com",
            ],
        );
        let own =
            ["X-Forwarded-For: 127.0.0.1", "X-Forwarded-Proto: http", "X-Forwarded-Host: berth.test:3001"];
        assert_says(&get("/api/x"), &own);
        // What Grafana holds the page's origin against.
        assert_says(&get("/grafana/api/x"), &["Host: berth.test:3001"]);
        assert_says(&get_with("/grafana/api/x", &outer), &["Host: tamma.example.com"]);
    });

    front_door(suite, "a token passes the gateway, and a password does not, to Grafana neither", |names| {
        names.add("tamma-api");
        names.add("grafana");
        echo(3100);
        echo(3000);
        for path in ["/api/x", "/grafana/api/x"] {
            assert_says(&get_with(path, &["Authorization: Bearer a.b.c"]), &["Authorization: Bearer a.b.c"]);
            assert!(!get_with(path, &["Authorization: Basic eDp5"]).body.contains("uthorization"), "{path}");
        }
    });

    suite.ours("G12: the way to Grafana is there where Grafana is, and once", || {
        let routed = |profile, addons: &[&str], path| {
            bundle::text(&with(profile, addons), path).contains("http://grafana:3000")
        };
        for (profile, door) in [("dev", "nginx-dashboard.conf"), ("prod", "nginx-gateway.conf")] {
            assert!(!routed(profile, &[], door));
            assert!(routed(profile, &["metrics"], door) && routed(profile, &["monitoring"], door));
        }
        assert!(!routed("prod", &["metrics"], "nginx-dashboard.conf"));
    });
}

fn headers(suite: &mut Suite) {
    both(suite, "through the gateway and the dashboard no header comes twice", |names| {
        names.add("tamma-api");
        echo(3100);
        for path in ["/", "/some/route", "/assets/app-5f3a.js", "/assets/gone.js", "/api/x", "/healthz"] {
            let answer = get(path);
            assert_secured(path, &answer);
            for (name, _) in &answer.headers {
                assert_eq!(answer.values(name).len(), 1, "{path}: {name} in {:?}", answer.headers);
            }
        }
        assert_eq!(get("/").header("cache-control"), Some("no-cache"));
        let asset = get("/assets/app-5f3a.js");
        assert_eq!(asset.header("cache-control"), Some("public, max-age=31536000, immutable"));
    });

    front_door(suite, "what a backend says of its own safety stands, and stands once", |names| {
        names.add("grafana");
        echo_with(3000, "X-Frame-Options: deny\r\nContent-Security-Policy: default-src 'self'\r\n");
        let answer = get("/grafana/");
        assert_eq!(answer.header("x-frame-options"), Some("deny"));
        assert_eq!(answer.header("content-security-policy"), Some("default-src 'self'"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    });

    both(suite, "a long script is compressed once, and says so once", |_| {
        for accepted in [&["Accept-Encoding: gzip"][..], &["Accept-Encoding: gzip", "Via: 1.1 caddy"], &[]] {
            let answer = get_with("/assets/long.js", accepted);
            assert_eq!(answer.header("content-encoding"), (!accepted.is_empty()).then_some("gzip"));
            assert_eq!(answer.header("vary"), Some("Accept-Encoding"));
        }
    });
}

fn streams(suite: &mut Suite) {
    front_door(
        suite,
        "G11: an event passes the gateway while its sender still holds the connection",
        |names| {
            names.add("tamma-api");
            names.set("tamma-dashboard", &[DASHBOARD]);
            for (address, port, path) in [("127.0.0.1", 3100, "/api/events"), (DASHBOARD, 80, "/events")] {
                let (release, released) = mpsc::channel();
                let released = Mutex::new(released);
                backend_at(address, port, move |_, stream| {
                    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
                    stream.write_all(format!("{head}data: first\n\n").as_bytes()).unwrap();
                    // The second waits until the first has been seen.
                    released.lock().unwrap().recv().unwrap();
                    stream.write_all(b"data: second\n\n").unwrap();
                });
                let mut events = BufReader::new(http::open(path, &[]));
                assert_eq!(http::read_head(&mut events).0, 200);
                let lines = events.lines().map(|line| line.expect("an event in time"));
                let mut events = lines.filter(|line| line.contains("data"));
                assert_eq!(events.next().as_deref(), Some("data: first"));
                release.send(()).unwrap();
                assert_eq!(events.next().as_deref(), Some("data: second"));
            }
        },
    );

    front_door(suite, "a WebSocket's wish to upgrade passes the gateway, to whichever backend", |names| {
        names.set("tamma-dashboard", &[DASHBOARD]);
        names.add("grafana");
        echo(3000);
        backend_at(DASHBOARD, 80, |head, stream| say(stream, "", &head.join("\n")));
        for path in ["/socket", "/grafana/api/live/ws"] {
            let asked = get_with(path, &["Upgrade: websocket"]);
            assert_says(&asked, &["Upgrade: websocket", "Connection: upgrade"]);
            assert!(!get(path).body.contains("Connection"));
        }
    });
}

fn replicas(suite: &mut Suite) {
    front_door(suite, "the gateway spreads requests over the replicas", |names| {
        names.set("tamma-api", &["127.0.0.5", "127.0.0.6"]);
        let counts: Vec<_> = ["127.0.0.5", "127.0.0.6"].map(counter).into();
        for _ in 0..60 {
            assert_eq!(get("/api/x").status, 200);
        }
        for count in counts {
            assert!(count.load(Ordering::SeqCst) > 5, "{count:?} of 60");
        }
    });

    front_door(suite, "a replica that can't be reached is passed over, by a POST too", |names| {
        names.set("tamma-api", &["127.0.0.5", "127.0.0.6"]);
        let count = counter("127.0.0.6");
        for _ in 0..20 {
            assert_eq!(get("/api/x").status, 200);
            assert_eq!(post("/api/x").status, 200);
        }
        assert_eq!(count.load(Ordering::SeqCst), 40);
    });

    front_door(suite, "what must not happen twice is sent to one replica, though it fails", |names| {
        names.set("tamma-api", &["127.0.0.5", "127.0.0.6"]);
        let count = Arc::new(AtomicUsize::new(0));
        for address in ["127.0.0.5", "127.0.0.6"] {
            let count = Arc::clone(&count);
            // Takes the request, and ends without an answer.
            backend_at(address, 3100, move |_, _| {
                count.fetch_add(1, Ordering::SeqCst);
            });
        }
        assert_eq!(post("/api/x").status, 502);
        assert_eq!(count.swap(0, Ordering::SeqCst), 1);
        assert_eq!(get("/api/x").status, 502);
        assert_eq!(count.load(Ordering::SeqCst), 2, "what may be asked again is");
    });
}

/// Adds a test of the gateway, with Grafana behind it; it tells the name server which backends there are.
fn front_door(suite: &mut Suite, sentence: &str, test: fn(&Names)) {
    suite.alone_with(Judge::Nginx, sentence, move |program| {
        let names = Names::serve();
        let _gateway = start(program);
        test(&names);
    });
}

/// The same with the real dashboard behind the gateway.
fn both(suite: &mut Suite, sentence: &str, test: fn(&Names)) {
    suite.alone_with(Judge::Nginx, sentence, move |program| {
        let names = Names::serve();
        names.set("tamma-dashboard", &[DASHBOARD]);
        let long = "// the same again\n".repeat(200);
        nginx::place(&[&PAGES[..], &[("assets/long.js", &long)]].concat());
        let conf = bundle::text(&with("prod", &[]), "nginx-dashboard.conf").to_owned();
        let _dashboard = Nginx::at(DASHBOARD, program, &conf);
        let _gateway = start(program);
        test(&names);
    });
}

fn start(program: &Path) -> Nginx {
    Nginx::behind(&Door::open().forgetful(), "127.0.0.1", program, &gateway(&["monitoring"]))
}

/// A replica of the TypeScript API that counts what it is asked.
fn counter(address: &str) -> Arc<AtomicUsize> {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    backend_at(address, 3100, move |_, stream| {
        counted.fetch_add(1, Ordering::SeqCst);
        say(stream, "", "");
    });
    count
}

fn assert_says(answer: &Response, lines: &[&str]) {
    for line in lines {
        assert!(answer.body.lines().any(|said| said == *line), "no `{line}` in\n{}", answer.body);
    }
}

fn gateway(addons: &[&str]) -> String {
    bundle::text(&with("prod", addons), "nginx-gateway.conf").to_owned()
}
