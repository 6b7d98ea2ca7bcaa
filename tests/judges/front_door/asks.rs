//! A front door that asks: whom it lets in, and what is answered to everybody.

use berth_testing::judge::Judge;

use super::{Door, INDEX, PASSWORD, behind, with};
use crate::bundle;
use crate::http::{ask, assert_secured, echo, get, get_with, post};
use crate::names::Names;
use crate::nginx::Nginx;
use crate::suite::Suite;

const HOSTILE: [&str; 10] = [
    r#"quotes ' " ` and $HOME $(id) \n \\ %s"#,
    " blanks at both ends ",
    "-n",
    "*",
    "naïve ☃ 密码 ü",
    "a:b::c;d&e|f#g",
    "100%",
    "#{SSHA}",
    r"\0101",
    "{PLAIN}x",
];

pub fn tests(suite: &mut Suite) {
    for judge in [Judge::Dash, Judge::Busybox] {
        let sentence =
            format!("G1: any printable password opens the door that {judge} made, and no other does");
        suite.alone_with(judge, &sentence, move |shell| {
            let shell = match judge {
                Judge::Dash => super::Shell::Debian,
                _ => super::Shell::Alpine(shell.to_owned()),
            };
            let program = Judge::Nginx.find().unwrap();
            crate::nginx::place(&super::PAGES);
            for password in HOSTILE {
                let door = Door::asking(password).by(&shell);
                let _nginx = Nginx::behind(&door, "127.0.0.1", &program, &super::dashboard());
                assert_eq!(get_with("/", &[&with(password)]).body, INDEX, "{password}");
                for other in [format!("{password} "), format!("x{password}"), String::new()] {
                    assert_eq!(get_with("/", &[&with(&other)]).status, 401, "{other} for {password}");
                }
            }
        });
    }

    behind(suite, asking, "the front door asks for every path, and says which name is asked for", |_| {
        let wrong = with("another");
        for path in ["/", "/some/route", "/assets/app-5f3a.js", "/api/x", "/api/health/", "/elsa-api/x"] {
            for headers in [&[][..], &[wrong.as_str()], &["Authorization: Bearer token"]] {
                let answer = get_with(path, headers);
                assert_eq!(answer.status, 401, "{path}");
                assert_eq!(answer.header("www-authenticate"), Some("Basic realm=\"Tamma\""), "{path}");
                assert_secured(path, &answer);
            }
            assert_eq!(get_with(path, &[&with(PASSWORD)]).status, 200, "{path}");
        }
        assert_eq!(post("/api/engine/command").status, 401);
    });

    behind(suite, asking, "a monitor and a certificate's renewal need no password", |_| {
        assert_eq!(get("/healthz").status, 200);
        assert!(get("/api/health").body.starts_with("port 3100\nGET /api/health HTTP/1.1\n"));
        assert_eq!(get("/.well-known/acme-challenge/token").status, 404);
    });

    behind(suite, asking, "no path in disguise passes for the API's health", |_| {
        for path in [
            "/api/engine/command;/../../health",
            "/api/engine/command%3f/../../health",
            "/api/x/../health?y=1",
            "//api/health",
            "/api/h%65alth",
        ] {
            let answer = ask("POST", path, &["Content-Length: 0"]);
            let asked = answer.body.lines().nth(1).unwrap_or_default();
            assert!(answer.status == 401 || asked == "POST /api/health HTTP/1.1", "{path}: {asked}");
        }
    });

    suite.alone_with(Judge::Nginx, "the gateway asks, and the dashboard behind it does not", |program| {
        let names = Names::serve();
        names.set("tamma-dashboard", &["127.0.0.2"]);
        names.add("tamma-api");
        names.add("grafana");
        echo(3100);
        echo(3000);
        let bundle = crate::observe::with("prod", &["metrics"]);
        crate::nginx::place(&super::PAGES);
        let _dashboard = Nginx::at("127.0.0.2", program, bundle::text(&bundle, "nginx-dashboard.conf"));
        let conf = bundle::text(&bundle, "nginx-gateway.conf");
        let _gateway = Nginx::behind(&asking(), "127.0.0.1", program, conf);
        for path in ["/", "/assets/app-5f3a.js", "/api/x", "/grafana/"] {
            assert_eq!(get(path).status, 401, "{path}");
            assert_eq!(get_with(path, &[&with(PASSWORD)]).status, 200, "{path}");
        }
        for path in ["/healthz", "/api/health"] {
            assert_eq!(get(path).status, 200, "{path}");
        }
    });
}

pub fn asking() -> Door {
    Door::asking(PASSWORD)
}
