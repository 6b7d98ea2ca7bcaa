//! Who never sees the password.

use std::fs;
use std::process::Command;

use super::{Door, PASSWORD, Shell, asks::asking, behind, with};
use crate::http::{get, get_with};
use crate::nginx::Nginx;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    behind(suite, asking, "no backend sees the front door's password", |_| {
        for path in ["/api/x", "/elsa-api/x", "/api/health"] {
            let answer = get_with(path, &[&with(PASSWORD)]);
            assert_eq!(answer.status, 200, "{path}");
            assert!(!answer.body.to_lowercase().contains("authorization"), "{path}: {}", answer.body);
        }
    });

    behind(suite, Door::open, "an open door passes a token on, and no password", |_| {
        assert!(
            get_with("/api/x", &["Authorization: Bearer a.b.c"])
                .body
                .contains("\nAuthorization: Bearer a.b.c\n")
        );
        for line in [with("p").as_str(), "Authorization: basic eDp5", "Authorization: BASIC  eDp5"] {
            let asked = get_with("/api/x", &[line]).body;
            assert!(!asked.contains("uthorization"), "{line}: {asked}");
        }
    });

    behind(
        suite,
        asking,
        "G25: neither nginx's words nor its log hold a password, nor do its variables",
        |nginx: &Nginx| {
            let other = "quite-another-password";
            for password in [PASSWORD, other] {
                get_with("/logged", &[&with(password)]);
            }
            get("/next");
            let environment = nginx.process("environ");
            let arguments = nginx.process("cmdline");
            let said = [nginx.accesses(), nginx.complaints(), lossy(&environment), lossy(&arguments)];
            assert!(said[0].contains("/logged") && said[1].contains("password mismatch"), "{said:?}");
            for said in &said {
                for password in [PASSWORD, other] {
                    assert!(!said.contains(password) && !said.contains(&with(password)[21..]), "{said}");
                }
            }
        },
    );

    suite.ours("G25: no tool of the front door's script gets the password as a word or a variable", || {
        let folder = tempfile::tempdir().unwrap();
        let watched = folder.path().join("watched");
        let file = folder.path().join("password");
        fs::write(&file, format!("{PASSWORD}\n")).unwrap();
        let doors = [
            asking(),
            Door::with(&[("FRONT_DOOR_USER", "tamma"), ("FRONT_DOOR_PASSWORD_FILE", file.to_str().unwrap())]),
        ];
        for door in doors {
            door.by(&Shell::Watched(watched.clone())).decided().unwrap();
            let seen = fs::read_to_string(&watched).unwrap();
            assert!(seen.contains("/sha1sum") && seen.contains("/base64"), "{seen}");
            assert!(!seen.contains(PASSWORD), "{seen}");
        }
    });

    suite.ours("the front door's script becomes its command, with the command's words and result", || {
        let container = tempfile::tempdir().unwrap();
        let mut script: Command = asking().script(container.path());
        script.args([
            "sh",
            "-c",
            "printf '<%s>' \"$@\"; echo \"${FRONT_DOOR_PASSWORD-gone} $$\"; exit 7",
            "sh",
            "a b",
            "*",
        ]);
        let child = script.stdout(std::process::Stdio::piped()).spawn().unwrap();
        let id = child.id();
        let said = child.wait_with_output().unwrap();
        let said_first = "front door: asks for the password of tamma";
        assert_eq!(lossy(&said.stdout), format!("{said_first}\n<a b><*>gone {id}\n"));
        assert_eq!(said.status.code(), Some(7));
    });
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
