//! How often a password can be tried.

use std::process::Command;

use berth_testing::judge::Judge;

use super::{PASSWORD, asks::asking, behind, with};
use crate::http::{Response, assert_secured, get, get_with};
use crate::suite::Suite;
use crate::talk::talk;

/// As many as the limit lets through at once, and some more that come in meanwhile.
const MANY: usize = 40;

/// Tries this header line ten times from each of twenty addresses.
const FROM_MANY: &str = r#"
import socket, sys
for n in range(200):
    s = socket.create_connection(("127.0.0.1", 80), 60, ("127.0.1.%d" % (n % 20 + 1), 0))
    s.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + sys.argv[1].encode() + b"\r\n\r\n")
    print(s.makefile("rb").readline().split()[1].decode())
"#;

pub fn tests(suite: &mut Suite) {
    behind(suite, asking, "passwords that are tried in a row are refused before they are looked at", |_| {
        let wrong = with("another");
        let answers: Vec<u16> = (0..MANY).map(|_| get_with("/api/x", &[&wrong]).status).collect();
        assert_eq!(answers[0], 401);
        assert!(answers.contains(&429), "{answers:?}");
        let refused = until_refused(&wrong);
        assert_secured("/", &refused);
    });

    behind(
        suite,
        asking,
        "the answer to a try too many does not tell whether the password was right",
        |_| {
            let (right, wrong) = (with(PASSWORD), with("another"));
            let told = until_refused(&wrong);
            // A second gives one try at most, and that one may be the right one's: so it has several to be refused in.
            let refused = (0..10).map(|_| get_with("/", &[&right])).find(|answer| answer.status == 429);
            let refused = refused.expect("it is refused as well");
            assert_eq!((refused.body, refused.headers.len()), (told.body, told.headers.len()));
        },
    );

    behind(
        suite,
        asking,
        "an answer that comes unasked does not tell whether the password was right",
        |_| {
            let told = |path: &str, password: &str| {
                let Response { status, mut headers, .. } = get_with(path, &[&with(password)]);
                headers.retain(|(name, _)| name != "date");
                (status, headers)
            };
            for path in ["/healthz", "/api", "/elsa-api", "/.well-known/acme-challenge/x", "/api/health"] {
                let right = told(path, PASSWORD);
                assert_eq!(right, told(path, "another"), "{path}");
                assert!(!right.1.iter().any(|(name, _)| name == "set-cookie"), "{path}");
            }
            assert!(get_with("/", &[&with(PASSWORD)]).header("set-cookie").is_some());
        },
    );

    behind(suite, asking, "passwords that are tried from many addresses are refused as well", |_| {
        let python = Judge::Python.find().unwrap();
        let said = talk(Command::new(python).args(["-c", FROM_MANY]).arg(with("another")), "");
        let (refused, looked_at) = (said.matches("429").count(), said.matches("401").count());
        // Fewer from each than one address may try.
        assert_eq!(refused + looked_at, 200, "{said}");
        assert!(refused > 0 && looked_at > 100, "{said}");
    });

    behind(suite, asking, "whoever is in stays in while others try", |_| {
        let right = with(PASSWORD);
        let cookie = cookie(&get_with("/", &[&right]));
        until_refused(&with("another"));
        for _ in 0..MANY {
            let answer = get_with("/api/x", &[&right, &cookie]);
            assert_eq!(answer.status, 200);
            assert_eq!(answer.header("set-cookie"), None, "it has one");
        }
    });

    behind(suite, asking, "the cookie opens nothing, and no wrong password brings one", |_| {
        let cookie = cookie(&get_with("/", &[&with(PASSWORD)]));
        assert_eq!(get_with("/", &[&cookie]).status, 401);
        assert_eq!(get_with("/", &[&cookie, &with("another")]).status, 401);
        for headers in [&[][..], &[with("another").as_str()]] {
            assert_eq!(get_with("/", headers).header("set-cookie"), None);
        }
        let (name, value) = cookie.split_once('=').unwrap();
        assert_eq!((name, value.len()), ("Cookie: front_door", 32));
    });

    behind(suite, asking, "who brings no password is asked for one, however often", |_| {
        for _ in 0..MANY {
            assert_eq!(get("/").status, 401);
        }
        assert_eq!(get_with("/", &[&with(PASSWORD)]).status, 200);
    });

    behind(suite, super::Door::open, "an open door counts nothing and gives no cookie", |_| {
        for headers in [&[][..], &["Authorization: Bearer token"], &["Cookie: front_door=old", &with("x")]] {
            for _ in 0..MANY {
                let answer = get_with("/api/x", headers);
                assert_eq!((answer.status, answer.header("set-cookie")), (200, None));
            }
        }
    });
}

/// Tries it until it is refused unseen.
fn until_refused(wrong: &str) -> Response {
    let mut answers = (0..MANY * 5).map(|_| get_with("/", &[wrong]));
    answers.find(|answer| answer.status == 429).expect("a limit")
}

/// What the browser sends from then on.
fn cookie(answer: &Response) -> String {
    let given = answer.header("set-cookie").expect("a cookie");
    let (pair, rest) = given.split_once(';').unwrap();
    assert_eq!(rest, " Path=/; HttpOnly; SameSite=Lax");
    format!("Cookie: {pair}")
}
