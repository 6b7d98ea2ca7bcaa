//! Whether the front door asks for a password, and what is written for nginx.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{Door, PASSWORD, by_each};
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    by_each(suite, "asks wherever it can be reached from beyond this machine", |shell| {
        let decided = |front_door: &str, bind: Option<&str>| {
            let mut variables = vec![("FRONT_DOOR_USER", "tamma"), ("FRONT_DOOR_PASSWORD", PASSWORD)];
            variables.extend((!front_door.is_empty()).then_some(("FRONT_DOOR", front_door)));
            variables.extend(bind.map(|address| ("FRONT_DOOR_BIND", address)));
            Door::with(&variables).by(shell).decided().unwrap().door()
        };
        for here in ["127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost"] {
            for (front_door, expected) in [("", "here"), ("auto", "here"), ("on", "asks"), ("off", "open")] {
                assert_eq!(decided(front_door, Some(here)), expected, "{front_door} at {here}");
            }
        }
        let elsewhere =
            [None, Some(""), Some("0.0.0.0"), Some("::"), Some("192.168.1.2"), Some("127.example.com")];
        for bind in elsewhere {
            for (front_door, expected) in [("", "asks"), ("auto", "asks"), ("on", "asks"), ("off", "open")] {
                assert_eq!(decided(front_door, bind), expected, "{front_door} at {bind:?}");
            }
        }
    });

    by_each(suite, "keeps no password where it asks for none", |shell| {
        for door in [Door::open(), Door::here()] {
            assert!(!door.by(shell).decided().unwrap().file("users").exists());
        }
    });

    by_each(suite, "tells nginx the name server that every program of its container asks first", |shell| {
        for (name_servers, expected) in [
            ("nameserver 127.0.0.11\noptions ndots:0\n", Some("127.0.0.11")),
            ("search dns.podman\nnameserver 10.89.0.1\nnameserver 192.0.2.1\n", Some("10.89.0.1")),
            ("# nameserver 192.0.2.1\nnameserver\t fd00::53 # its own\n", Some("[fd00::53]")),
            ("nameserver fe80::1%eth0\n", Some("[fe80::1]")),
            ("search example.com\nnameservers 192.0.2.1\n", None),
            ("", None),
        ] {
            let decided = Door::open().by(shell).among(name_servers).decided();
            let told = decided.map(|door| fs::read_to_string(door.file("resolver.conf")).unwrap());
            match expected {
                Some(address) => assert_eq!(told, Ok(format!("resolver {address} valid=10s ipv6=off;\n"))),
                None => assert!(
                    told.as_ref().is_err_and(|refusal| refusal.contains("no name server")),
                    "{told:?}"
                ),
            }
        }
    });

    by_each(suite, "writes what nginx's workers can read, with another salt each time", |shell| {
        let users = || {
            let decided = Door::asking(PASSWORD).by(shell).decided().unwrap();
            let mode = fs::metadata(decided.file("users")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o644);
            fs::read_to_string(decided.file("users")).unwrap()
        };
        let (one, other) = (users(), users());
        assert!(one.starts_with("tamma:{SSHA}") && one.lines().count() == 1, "{one}");
        assert_ne!(one, other);
    });
}
