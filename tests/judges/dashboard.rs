//! The dashboard's nginx: the file that users get, byte for byte, served by a real nginx. Docker's name server and the
//! backends are ours.

use std::io::{BufRead, BufReader, Write};
use std::sync::{Mutex, mpsc};

use berth_testing::judge::Judge;

use crate::bundle::{self, Bundle};
use crate::http::{self, assert_secured, backend, echo, get, get_with};
use crate::names::Names;
use crate::nginx::Nginx;
use crate::suite::Suite;

const INDEX: &str = "<!doctype html><title>Tamma</title>";
const PAGES: [(&str, &str); 3] =
    [("index.html", INDEX), ("favicon.svg", "<svg/>"), ("assets/app-5f3a.js", "console.log('Tamma')")];

pub fn tests(suite: &mut Suite) {
    starting(suite);
    pages(suite);
    backends(suite);
    streams(suite);
    headers(suite);
    mended(suite);
}

fn starting(suite: &mut Suite) {
    served(suite, "G11: without backends the dashboard serves its pages and answers 502 for theirs", |_| {
        for path in ["/api/health", "/elsa-api/health"] {
            assert_eq!(get(path).status, 502, "{path}");
        }
        assert_eq!(get("/").body, INDEX);
    });

    served(suite, "G11: a backend that comes later is reached without a restart", |names| {
        assert_eq!(get("/api/health").status, 502);
        names.add("tamma-api");
        assert_eq!(get("/api/health").status, 502, "it has a name now, but does not listen");
        echo(3100);
        assert_eq!(get("/api/health").status, 200);
    });
}

fn pages(suite: &mut Suite) {
    served(suite, "a path of the application's own is the application's page", |_| {
        for path in ["/", "/some/route", "/repos/tamma.js/pulls?tab=1", "/assets"] {
            let answer = get(path);
            assert_eq!((answer.status, answer.body.as_str()), (200, INDEX), "{path}");
            assert_eq!(answer.header("content-type"), Some("text/html"), "{path}");
        }
        assert_eq!(get("/favicon.svg").body, "<svg/>");
    });

    served(suite, "a missing asset is missing, not a page, and nobody remembers it for a year", |_| {
        for path in ["/assets/gone.js", "/assets/"] {
            let answer = get(path);
            assert!([403, 404].contains(&answer.status), "{path}: {}", answer.status);
            assert_eq!(answer.header("cache-control"), None, "{path}");
        }
        assert_eq!(get("/assets/gone.js").status, 404);
    });

    served(suite, "hashed assets are kept for good and the page is asked for anew", |_| {
        let asset = get("/assets/app-5f3a.js");
        assert_eq!(asset.header("cache-control"), Some("public, max-age=31536000, immutable"));
        for path in ["/", "/index.html", "/some/route"] {
            assert_eq!(get(path).header("cache-control"), Some("no-cache"), "{path}");
        }
    });

    suite.alone_with(Judge::Nginx, "nginx's own health is answered without a line in the log", |program| {
        let nginx = Nginx::start(program, &conf(&bundle::dev()), &PAGES);
        assert_eq!(get("/healthz").status, 200);
        get("/seen");
        // nginx logs a request after it has answered it; by the next answer, those before are in.
        get("/next");
        assert!(nginx.accesses().contains("/seen"));
        assert!(!nginx.accesses().contains("/healthz"));
    });

    suite.alone_with(Judge::Nginx, "a long script goes over the wire compressed", |program| {
        let script = "// the same again\n".repeat(200);
        let _nginx = Nginx::start(program, &conf(&bundle::dev()), &[("assets/long.js", &script)]);
        let answer = get_with("/assets/long.js", &["Accept-Encoding: gzip"]);
        assert_eq!(answer.header("content-encoding"), Some("gzip"));
        assert_eq!(answer.header("vary"), Some("Accept-Encoding"));
    });
}

fn backends(suite: &mut Suite) {
    served(suite, "a redirect keeps to the port that the browser knows", |_| {
        let answer = get("/api");
        assert_eq!((answer.status, answer.header("location")), (301, Some("/api/")));
    });

    served(suite, "G11: a call under /api/ reaches the API as the browser sent it", |names| {
        names.add("tamma-api");
        echo(3100);
        for path in ["/api/x?x=1", "/api/", "/api/a%2Fb/c%20d?q=%2F%26", "/api//twice", "/api/logo.png"] {
            assert_asked(path, &format!("port 3100\nGET {path} HTTP/1.1\n"));
        }
    });

    served(
        suite,
        "a call under /elsa-api/ reaches the .NET API as the browser sent it, less the prefix",
        |names| {
            names.add("tamma-api-dotnet");
            echo(3000);
            for path in
                ["/foo", "/", "/foo?x=1&y=%2F", "/a%2Fb/c%20d", "//twice", "/elsa-api/again", "/logo.png"]
            {
                assert_asked(&format!("/elsa-api{path}"), &format!("port 3000\nGET {path} HTTP/1.1\n"));
            }
        },
    );

    served(suite, "a disguised path never reaches the .NET API", |names| {
        names.add("tamma-api-dotnet");
        echo(3000);
        for path in ["//elsa-api/foo", "/x/../elsa-api/foo", "/%65lsa-api/foo"] {
            assert_eq!(get(path).status, 400, "{path}");
        }
    });

    served(suite, "a backend learns who asked, by which name and how", |names| {
        names.add("tamma-api");
        echo(3100);
        let asked = get_with("/api/x", &["X-Forwarded-Proto: https"]).body;
        for line in [
            "Host: berth.test",
            "X-Forwarded-Host: berth.test:3001",
            "X-Real-IP: 127.0.0.1",
            "X-Forwarded-Proto: https",
        ] {
            assert!(asked.lines().any(|asked| asked == line), "no `{line}` in\n{asked}");
        }
        assert!(get("/api/x").body.contains("\nX-Forwarded-Proto: http\n"));
    });

    suite.alone_with(
        Judge::Nginx,
        "G11: lite names no service that it lacks, and says that the path is not there",
        |nginx| {
            let conf = conf(&bundle::lite());
            assert!(!conf.contains("dotnet") && !conf.contains("elsa-server"), "{conf}");
            let _nginx = Nginx::start(nginx, &conf, &PAGES);
            assert_eq!(get("/elsa-api/foo").status, 404);
        },
    );
}

fn streams(suite: &mut Suite) {
    served(suite, "G11: a server-sent event arrives while the API still holds the connection", |names| {
        names.add("tamma-api");
        let (release, released) = mpsc::channel();
        let released = Mutex::new(released);
        backend(3100, move |_, stream| {
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
            stream.write_all(format!("{head}data: first\n\n").as_bytes()).unwrap();
            // The second waits until the first has been seen.
            released.lock().unwrap().recv().unwrap();
            stream.write_all(b"data: second\n\n").unwrap();
        });

        let mut events = BufReader::new(http::open("/api/events", &["Accept-Encoding: gzip"]));
        let (status, headers) = http::read_head(&mut events);
        assert_eq!(status, 200);
        assert!(!headers.iter().any(|(name, _)| name == "content-encoding"));
        let mut events =
            events.lines().map(|line| line.expect("an event in time")).filter(|line| line.contains("data"));
        assert_eq!(events.next().as_deref(), Some("data: first"));
        release.send(()).unwrap();
        assert_eq!(events.next().as_deref(), Some("data: second"));
    });

    served(suite, "a WebSocket's wish to upgrade reaches the API, and no other request has one", |names| {
        names.add("tamma-api");
        echo(3100);
        let asked = get_with("/api/socket", &["Upgrade: websocket"]).body;
        assert!(
            asked.contains("\nUpgrade: websocket\n") && asked.contains("\nConnection: upgrade\n"),
            "{asked}"
        );
        let asked = get("/api/socket").body;
        assert!(!asked.contains("Upgrade") && !asked.contains("Connection"), "{asked}");
    });
}

fn headers(suite: &mut Suite) {
    served(
        suite,
        "every answer carries the security headers, whatever its status, and no version",
        |names| {
            names.add("tamma-api");
            echo(3100);
            for path in [
                "/",
                "/some/route",
                "/assets/app-5f3a.js",
                "/assets/gone.js",
                "/api/x",
                "/elsa-api/x",
                "/healthz",
            ] {
                let answer = get(path);
                assert_secured(path, &answer);
            }
        },
    );
}

/// What is wrong with the published image's files is mended on the way; what is right stays byte for byte.
fn mended(suite: &mut Suite) {
    const PUBLISHED: &str =
        r#"import"node:crypto";import"node:fs";const a="http://localhost:3001/api";b(`${a}/x`)"#;
    const MENDED: &str = r#"import"data:text/javascript,//crypto";import"data:text/javascript,//fs";const a="/api";b(`${a}/x`)"#;
    const BUILT: &str =
        r#"import{a}from"./vendor-1b2c.js";const b="/api";c("node:crypto","http://localhost:3001/")"#;
    const INDEX: &str = concat!(
        r#"<script type="module" crossorigin src="/assets/index-5f3a.js"></script>"#,
        r#"<link rel="stylesheet" href="/assets/index-9d8e.css"><link rel="icon" href="/icon.svg">"#
    );
    const FILES: [(&str, &str); 4] = [
        ("index.html", INDEX),
        ("assets/index-5f3a.js", PUBLISHED),
        ("assets/vendor-1b2c.js", BUILT),
        ("assets/index-9d8e.css", "a{}"),
    ];

    let with_files = |suite: &mut Suite, sentence: &str, test: fn()| {
        suite.alone_with(Judge::Nginx, sentence, move |nginx| {
            let _nginx = Nginx::start(nginx, &conf(&bundle::dev()), &FILES);
            test();
        });
    };

    with_files(
        suite,
        "G30: the published script imports nothing of Node's and calls the API of its page",
        || {
            for folder in ["/assets", "/assets/mended"] {
                assert_eq!(get(&format!("{folder}/index-5f3a.js")).body, MENDED);
                assert_eq!(get(&format!("{folder}/vendor-1b2c.js")).body, BUILT, "it needs no mending");
                assert_eq!(get(&format!("{folder}/index-9d8e.css")).body, "a{}");
                assert_eq!(get(&format!("{folder}/gone.js")).status, 404);
            }
        },
    );

    with_files(suite, "a browser that kept the script unmended asks for the mended one", || {
        let page = get("/");
        assert_eq!(page.body, INDEX.replace("/assets/", "/assets/mended/"));
        let asset = get("/assets/mended/index-5f3a.js");
        assert_eq!(asset.header("cache-control"), Some("public, max-age=31536000, immutable"));
        // What a server that mends nothing, such as an older one, said of the files.
        for (file, paths) in [
            ("index.html", &["/", "/index.html", "/some/route"][..]),
            ("assets/index-5f3a.js", &["/assets/index-5f3a.js", "/assets/mended/index-5f3a.js"]),
        ] {
            let about = std::fs::metadata(format!("/usr/share/nginx/html/{file}")).unwrap();
            let modified = about.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap();
            let tag = format!("If-None-Match: \"{:x}-{:x}\"", modified.as_secs(), about.len());
            for mark in [&*tag, "If-Modified-Since: Fri, 31 Dec 2100 00:00:00 GMT"] {
                for path in paths {
                    let answer = get_with(path, &[mark]);
                    assert_eq!((answer.status, answer.header("etag")), (200, None), "{path} {mark}");
                    assert_eq!(answer.header("last-modified"), None);
                }
            }
        }
    });
}

/// Adds a test of the whole dashboard, served; it tells the name server which backends there are.
fn served(suite: &mut Suite, sentence: &str, test: fn(&Names)) {
    suite.alone_with(Judge::Nginx, sentence, move |nginx| {
        let names = Names::serve();
        let _nginx = Nginx::start(nginx, &conf(&bundle::dev()), &PAGES);
        test(&names);
    });
}

fn assert_asked(path: &str, expected: &str) {
    let answer = get(path);
    assert_eq!(answer.status, 200, "{path}");
    assert!(answer.body.starts_with(expected), "{path}: expected {expected:?}, found {:?}", answer.body);
}

fn conf(bundle: &Bundle) -> String {
    bundle::text(bundle, "nginx-dashboard.conf").to_owned()
}
