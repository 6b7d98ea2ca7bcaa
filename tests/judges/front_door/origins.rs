//! A call to an API from a page of another site, in a browser that this door lets in.

use super::{Door, asks::asking, behind, with};
use crate::http::{ask, assert_secured, get_with};
use crate::suite::Suite;

const FOREIGN: [&str; 9] = [
    "null",
    "https://example.com",
    "http://berth.test",
    "http://berth.test:3002",
    "https://berth.test:3001",
    "http://berth.test:3001.example.com",
    "http://x.berth.test:3001",
    "http://berth.test:3001/",
    "http://berth.test:3001 http://berth.test:3001",
];

pub fn tests(suite: &mut Suite) {
    for (name, door) in [("open", Door::open as fn() -> Door), ("asking", asking)] {
        behind(suite, door, &format!("with the door {name}, an API hears no page of another site"), |_| {
            let right = with(super::PASSWORD);
            for path in
                ["/api/engine/command", "/api/health", "/api/", "/elsa-api/x", "//api/x", "/x/../api/x"]
            {
                for origin in FOREIGN {
                    for method in ["GET", "POST", "OPTIONS"] {
                        let origin = format!("Origin: {origin}");
                        let answer = ask(method, path, &[&origin, &right, "Content-Length: 0"]);
                        assert_eq!(answer.status, 403, "{method} {path} {origin}");
                        assert!(answer.body.contains("page of"), "{}", answer.body);
                        assert_eq!(answer.header("access-control-allow-origin"), None);
                        assert_secured(path, &answer);
                    }
                }
            }
        });
    }

    behind(suite, Door::open, "an API hears this door's own page, and who is no page", |_| {
        for headers in [
            &["Origin: http://berth.test:3001"][..],
            &["Origin: http://localhost:8080", "Host: localhost:8080"],
            &["Origin: http://[::1]:3001", "Host: [::1]:3001"],
            &["Origin: https://berth.test:3001", "X-Forwarded-Proto: https"],
            &[
                "Origin: https://tamma.example.com",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: tamma.example.com",
            ],
            &[],
        ] {
            for path in ["/api/x", "/api/health", "/elsa-api/x"] {
                let headers = [headers, &["Content-Length: 0"]].concat();
                assert_eq!(ask("POST", path, &headers).status, 200, "{path} {headers:?}");
            }
        }
    });

    behind(suite, Door::open, "a page and its files are for any page to show", |_| {
        for path in ["/", "/assets/app-5f3a.js", "/apiary", "/healthz"] {
            assert_eq!(get_with(path, &["Origin: https://example.com"]).status, 200, "{path}");
        }
    });
}
