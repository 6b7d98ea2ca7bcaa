//! Names and paths outside of the deployment: a machine's, a network's, a file's.

use super::Wrong;

/// DNS has no longer ones.
const LONGEST: usize = 253;

/// The name by which others reach a machine: labels with dots between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostName(String);

/// Where somebody gets mail. Only what any program takes without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

/// What an engine's networks and volumes are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

/// A file or folder of the host, without the colon that Compose would split it at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPath(String);

impl TryFrom<&str> for HostName {
    type Error = Wrong;

    fn try_from(raw: &str) -> Result<Self, Wrong> {
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        if raw.len() <= LONGEST && raw.split('.').all(label) {
            Ok(Self(raw.to_owned()))
        } else {
            Err(Wrong::NotAHostName { found: raw.to_owned() })
        }
    }
}

impl TryFrom<&str> for Email {
    type Error = Wrong;

    fn try_from(raw: &str) -> Result<Self, Wrong> {
        let is_local = |text: &str| {
            !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b))
        };
        match raw.rsplit_once('@') {
            Some((local, host)) if is_local(local) && HostName::try_from(host).is_ok() => {
                Ok(Self(raw.to_owned()))
            }
            _ => Err(Wrong::NotAnEmail { found: raw.to_owned() }),
        }
    }
}

impl TryFrom<&str> for Name {
    type Error = Wrong;

    fn try_from(raw: &str) -> Result<Self, Wrong> {
        let starts_well = raw.starts_with(|c: char| c.is_ascii_alphanumeric());
        if starts_well && raw.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b)) {
            Ok(Self(raw.to_owned()))
        } else {
            Err(Wrong::NotAName { found: raw.to_owned() })
        }
    }
}

impl TryFrom<&str> for HostPath {
    type Error = Wrong;

    fn try_from(raw: &str) -> Result<Self, Wrong> {
        let begins_as_a_path = ["/", "./", "../", "~/"].iter().any(|start| raw.starts_with(start));
        if begins_as_a_path && !raw.contains(':') {
            Ok(Self(raw.to_owned()))
        } else {
            Err(Wrong::NotAPath { found: raw.to_owned() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_host_name_is_labels_with_dots_between() {
        for good in ["tamma.example.com", "localhost", "a-1.b", "xn--bcher-kva.example"] {
            assert!(HostName::try_from(good).is_ok(), "{good}");
        }
        for bad in ["", "a..b", "-a.b", "a-.b", "a_b", "https://a.b", "a.b/", "a.b:443", "bücher.example"] {
            assert!(HostName::try_from(bad).is_err(), "{bad}");
        }
        assert!(HostName::try_from(&*"a.".repeat(127)).is_err());
    }

    #[test]
    fn an_email_needs_no_quotes() {
        for good in ["ops@example.com", "a.b+c@x"] {
            assert!(Email::try_from(good).is_ok(), "{good}");
        }
        for bad in ["", "ops", "@example.com", "ops@", "a b@c", "\"a\"@c", "a@b@c", "a@b c"] {
            assert!(Email::try_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_is_a_word_of_the_engine_s() {
        for good in ["proxy", "traefik_web", "0.net-1"] {
            assert!(Name::try_from(good).is_ok(), "{good}");
        }
        for bad in ["", "_a", "-a", "a b", "a/b", "a:b", "${A}"] {
            assert!(Name::try_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_path_is_told_from_a_volume_s_name() {
        for good in ["/srv/work", "./work", "../a b", "~/tamma"] {
            assert!(HostPath::try_from(good).is_ok(), "{good}");
        }
        for bad in ["", "work", ".", "/a:b", "C:\\work"] {
            assert!(HostPath::try_from(bad).is_err(), "{bad}");
        }
    }
}
