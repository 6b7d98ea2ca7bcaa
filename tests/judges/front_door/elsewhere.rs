//! A front door that is published to this machine only: it asks for nothing, and answers nobody else.

use super::{Door, INDEX, behind};
use crate::http::{assert_secured, get_with};
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    behind(suite, Door::here, "a door of this machine answers by this machine's own names", |_| {
        for host in
            ["localhost", "localhost:3001", "127.0.0.1:80", "127.1.2.3:3001", "[::1]:3001", "LocalHost"]
        {
            assert_eq!(get_with("/", &[&format!("Host: {host}")]).body, INDEX, "{host}");
        }
    });

    behind(
        suite,
        Door::here,
        "a door of this machine turns away a page with a name that means 127.0.0.1",
        |_| {
            for host in [
                "rebound.example.com:3001",
                "localhost.example.com",
                "127.0.0.1.example.com",
                "example.com:127.0.0.1",
                "192.168.1.2:3001",
                "tamma-dashboard",
                "[::2]",
                "",
            ] {
                for path in ["/", "/api/x", "/api/health", "/elsa-api/x", "/.well-known/acme-challenge/x"] {
                    let answer = get_with(path, &[&format!("Host: {host}")]);
                    if answer.status == 400 {
                        continue; // no name at all
                    }
                    assert_eq!(answer.status, 421, "{host}{path}");
                    assert!(answer.body.contains("FRONT_DOOR=on"), "{}", answer.body);
                    assert_eq!(answer.header("content-type"), Some("text/plain"));
                    assert_secured(path, &answer);
                }
            }
        },
    );

    behind(suite, Door::here, "a door of this machine turns away a proxy that publishes it", |_| {
        for line in [
            "X-Forwarded-For: 203.0.113.7",
            "X-Forwarded-Host: tamma.example.com",
            "X-Forwarded-Proto: https",
            "X-Real-IP: 203.0.113.7",
            "Forwarded: for=203.0.113.7",
        ] {
            assert_eq!(get_with("/", &["Host: 127.0.0.1:3001", line]).status, 421, "{line}");
        }
    });

    behind(suite, Door::here, "nginx's own health is answered to whoever asks", |_| {
        for host in ["localhost", "127.0.0.1:80", "tamma-dashboard", "example.com"] {
            assert_eq!(get_with("/healthz", &[&format!("Host: {host}")]).status, 200, "{host}");
        }
    });

    for (door, what) in [(Door::open as fn() -> Door, "open"), (super::asks::asking, "asking")] {
        behind(
            suite,
            door,
            &format!("a door that is {what} answers by every name, and through proxies"),
            |_| {
                let answer = get_with("/", &["Host: tamma.example.com", "X-Forwarded-For: 203.0.113.7"]);
                assert_ne!(answer.status, 421);
            },
        );
    }
}
