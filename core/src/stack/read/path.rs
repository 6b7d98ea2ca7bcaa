//! Paths that a stack names: whatever it says, nothing is written outside of the folder that a person chose.

/// What Windows takes for a device, whatever ending it has.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Why it is no path inside a folder. None: it is one.
pub fn fault(path: &str) -> Option<&'static str> {
    let part = |part: &str| match part {
        "" | "." | ".." => Some("it leaves the folder, or says nothing"),
        _ if part.eq_ignore_ascii_case(".git") => Some("Git runs what lies there"),
        _ if is_device(part) => Some("Windows keeps the name for a device"),
        _ if part.ends_with(['.', ' ']) => Some("Windows leaves out the end of such a name"),
        _ => None,
    };
    if path.contains(|letter: char| letter.is_control() || r#"\:*?"<>|"#.contains(letter)) {
        return Some("not every system takes its letters");
    }
    path.split('/').find_map(part)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered =
        |device: &str| stem.strip_prefix(device).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_inside_a_folder_is_taken() {
        for path in
            [".env", "docker/Dockerfile.ts", "secrets/api.env", ".github/workflows/ci.yml", "console.log"]
        {
            assert_eq!(fault(path), None, "{path}");
        }
    }

    #[test]
    fn any_other_path_is_refused() {
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../../x",
            "a//b",
            "./a",
            "a/",
            ".git/hooks/post-checkout",
            "a/.GIT/config",
            "nul",
            "a/CON.txt",
            "com1",
            "LPT9.log",
            "C:/x",
            "a\\..\\x",
            "a\nb",
            "name.",
            "name ",
        ] {
            assert!(fault(path).is_some(), "{path:?}");
        }
    }
}
