//! Image references, by the grammar of the distribution project's `reference` package:
//!
//! ```text
//! reference := name [ ":" tag ] [ "@" digest ]
//! name      := [domain '/'] path-component ['/' path-component]*
//! component := alpha-numeric [separator alpha-numeric]*     alpha-numeric := [a-z0-9]+
//! separator := [_.] | "__" | "-"+                           tag := [\w][\w.-]{0,127}
//! ```

use super::Wrong;

/// Where images are pulled from: a host, or a host with a path, without a closing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registry(String);

impl Registry {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whom one signs in to for a registry. A first part that can't be a host is an account of Docker's own.
pub fn registry_host(registry: &str) -> &str {
    let first = registry.split('/').next().unwrap_or_default();
    if first.contains(['.', ':']) || first == "localhost" { first } else { "docker.io" }
}

impl TryFrom<&str> for Registry {
    type Error = Wrong;

    fn try_from(raw: &str) -> Result<Self, Wrong> {
        let mut parts = raw.split('/');
        let first = parts.next().unwrap_or_default();
        if (is_domain(first) || is_component(first)) && parts.all(is_component) {
            Ok(Self(raw.to_owned()))
        } else {
            Err(Wrong::NotARegistry { found: raw.to_owned() })
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag(String);

impl Tag {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<&str> for Tag {
    type Error = Wrong;

    fn try_from(raw: &str) -> Result<Self, Wrong> {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let starts_well = raw.chars().next().is_some_and(word);
        if starts_well && raw.len() <= 128 && raw.chars().all(|c| word(c) || c == '.' || c == '-') {
            Ok(Self(raw.to_owned()))
        } else {
            Err(Wrong::NotATag { found: raw.to_owned() })
        }
    }
}

/// A whole reference: a name with a tag, a digest, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageRef {
    pub name: String,
    pub tag: Option<String>,
    pub digest: Option<String>,
}

impl TryFrom<&str> for ImageRef {
    type Error = Wrong;

    fn try_from(raw: &str) -> Result<Self, Wrong> {
        let refuse = || Wrong::NotAnImage { found: raw.to_owned() };
        let (rest, digest) = match raw.split_once('@') {
            Some((rest, digest)) if is_digest(digest) => (rest, Some(digest.to_owned())),
            Some(_) => return Err(refuse()),
            None => (raw, None),
        };
        let last_slash = rest.rfind('/').map_or(0, |at| at + 1);
        let (name, tag) = match rest[last_slash..].split_once(':') {
            Some((path, tag)) => {
                let tag = Tag::try_from(tag).map_err(|_| refuse())?;
                (&rest[..last_slash + path.len()], Some(tag.0))
            }
            None => (rest, None),
        };
        let name = Registry::try_from(name).map_err(|_| refuse())?.0;
        if is_component(name.rsplit('/').next().unwrap_or_default()) {
            Ok(Self { name, tag, digest })
        } else {
            Err(refuse())
        }
    }
}

fn is_component(text: &str) -> bool {
    let word = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let ends_well = |end: Option<char>| end.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let separators = text.split(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    ends_well(text.chars().next())
        && ends_well(text.chars().last())
        && text.split(['.', '_', '-']).all(word)
        && separators.into_iter().all(|s| matches!(s, "" | "." | "_" | "__") || s.bytes().all(|b| b == b'-'))
}

fn is_domain(text: &str) -> bool {
    let (host, port) = match text.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (text, None),
    };
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    host.split('.').all(label) && port.is_none_or(|port| super::Port::try_from(port).is_ok())
}

fn is_digest(text: &str) -> bool {
    let hex = |hex: &str| hex.len() == 64 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    text.strip_prefix("sha256:").is_some_and(hex)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn takes_registries_with_ports_and_paths() {
        for good in
            ["ghcr.io/meywd", "localhost:5000", "registry.example.com:5000/team/apps", "docker.io", "tamma"]
        {
            assert!(Registry::try_from(good).is_ok(), "{good}");
        }
        for bad in
            ["", "/", "ghcr.io/", "https://ghcr.io/meywd", "ghcr.io/Meywd", "a b", "host:0", "-a.io", "a/b:c"]
        {
            assert!(Registry::try_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_registry_without_a_host_is_dockers_own() {
        for (registry, host) in [
            ("ghcr.io/meywd", "ghcr.io"),
            ("localhost/a/b", "localhost"),
            ("host:5000", "host:5000"),
            ("meywd", "docker.io"),
            ("docker.io/meywd", "docker.io"),
        ] {
            assert_eq!(registry_host(registry), host);
        }
    }

    #[test]
    fn takes_tags_of_every_form() {
        for good in ["latest", "0.2.0", "sha-3610115", "_x", &"t".repeat(128)] {
            assert!(Tag::try_from(good).is_ok(), "{good}");
        }
        for bad in ["", ".1", "-x", "a b", "v1:2", "é", &"t".repeat(129)] {
            assert!(Tag::try_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn takes_a_reference_apart() {
        let image = ImageRef::try_from("localhost:5000/a/b-c:1.2").unwrap();
        assert_eq!((image.name.as_str(), image.tag.as_deref()), ("localhost:5000/a/b-c", Some("1.2")));
        assert!(ImageRef::try_from("postgres").unwrap().tag.is_none());
        let digest = format!("postgres@sha256:{}", "a".repeat(64));
        assert!(ImageRef::try_from(digest.as_str()).unwrap().digest.is_some());
    }

    #[test]
    fn refuses_broken_references() {
        for bad in
            ["", ":tag", "a:", "a@sha256:12", "A:1", "a__.b:1", "a/:1", "a///b", "a.:1", "x@", "http://a/b"]
        {
            assert!(ImageRef::try_from(bad).is_err(), "{bad}");
        }
    }
}
