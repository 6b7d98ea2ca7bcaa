//! What the script does not start with: it ends with one line, and nginx does not run.

use std::fs;

use berth_testing::judge::Judge;

use super::{Door, PASSWORD, by_each};
use crate::nginx::Nginx;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    by_each(suite, "does not ask without a password to ask for", |shell| {
        let empty = tempfile::NamedTempFile::new().unwrap();
        let path = empty.path().to_str().unwrap();
        for variable in [
            None,
            Some(("FRONT_DOOR_PASSWORD", "")),
            Some(("FRONT_DOOR_PASSWORD_FILE", "")),
            Some(("FRONT_DOOR_PASSWORD_FILE", path)),
        ] {
            for asks in [("FRONT_DOOR", "on"), ("FRONT_DOOR_BIND", "0.0.0.0"), ("FRONT_DOOR", "auto")] {
                let variables: Vec<_> =
                    [asks, ("FRONT_DOOR_USER", "tamma")].into_iter().chain(variable).collect();
                let complaint = refusal(&variables, shell);
                assert!(complaint.contains("FRONT_DOOR_PASSWORD is empty"), "{complaint}");
            }
        }
    });

    by_each(suite, "refuses a password that no browser can send, and does not tell it", |shell| {
        for (password, reason) in [
            ("secret\nline", "line break"),
            ("secret\rline", "line break"),
            ("secret\tline", "line break"),
            (&*"secret".repeat(167), "longer than 1000 bytes"),
            (&*"ü".repeat(501), "longer than 1000 bytes"),
        ] {
            let complaint =
                refusal(&[("FRONT_DOOR_USER", "tamma"), ("FRONT_DOOR_PASSWORD", password)], shell);
            assert!(complaint.contains(reason) && !complaint.contains("secret"), "{complaint}");
        }
        assert!(Door::asking(&"ü".repeat(500)).by(shell).decided().is_ok());
    });

    by_each(suite, "refuses a name that is none, and a word that it does not know", |shell| {
        for user in ["", "a:b", "a b", "#a", "ü"] {
            let complaint = refusal(&[("FRONT_DOOR_USER", user), ("FRONT_DOOR_PASSWORD", PASSWORD)], shell);
            assert!(complaint.contains("FRONT_DOOR_USER") && complaint.contains(&format!("`{user}`")));
        }
        for word in ["ON", "yes", "false", "auto "] {
            let complaint = refusal(&[("FRONT_DOOR", word)], shell);
            assert!(complaint.contains(&format!("`{word}`")), "{complaint}");
        }
    });

    by_each(
        suite,
        "takes the password from a file, and refuses one that it can't read or that differs",
        |shell| {
            let file = tempfile::NamedTempFile::new().unwrap();
            let path = file.path().to_str().unwrap();
            let variables = |file| {
                [
                    ("FRONT_DOOR_USER", "tamma"),
                    ("FRONT_DOOR_PASSWORD", PASSWORD),
                    ("FRONT_DOOR_PASSWORD_FILE", file),
                ]
            };
            for end in ["", "\n", "\r\n"] {
                fs::write(path, format!("{PASSWORD}{end}")).unwrap();
                // Both may be set, to the same.
                assert!(Door::with(&variables(path)).by(shell).decided().is_ok(), "{end:?}");
            }
            fs::write(path, "another").unwrap();
            let complaint = refusal(&variables(path), shell);
            assert!(complaint.contains("both set") && !complaint.contains("another"), "{complaint}");
            let complaint = refusal(&variables("/no/such"), shell);
            assert!(complaint.contains("`/no/such`") && complaint.contains("can't read"), "{complaint}");
        },
    );

    suite.alone_with(
        Judge::Nginx,
        "nginx does not start where nobody has decided on its front door",
        |program| {
            for file in ["nginx-dashboard.conf", "nginx-gateway.conf"] {
                let conf = crate::bundle::text(&crate::bundle::prod(), file).to_owned();
                assert_eq!(Nginx::check(program, &conf), Ok(()));
                for decided in ["door.conf;", "resolver.conf;"] {
                    let refused = Nginx::check(program, &conf.replace(decided, "gone.conf;")).unwrap_err();
                    assert!(refused.contains("gone.conf"), "{refused}");
                }
            }
        },
    );
}

fn refusal(variables: &[(&'static str, &str)], shell: &super::Shell) -> String {
    match Door::with(variables).by(shell).decided() {
        Ok(decided) => panic!("{variables:?}: {}", decided.door()),
        Err(complaint) => complaint,
    }
}
