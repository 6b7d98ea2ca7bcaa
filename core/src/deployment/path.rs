//! Paths as a deployment has them: relative to its home, parts joined by `/`.

use super::Refusal;

/// A name in a zip, without the slash behind a folder's.
pub fn entry(name: &str) -> Result<&str, Refusal> {
    let path = name.strip_suffix('/').unwrap_or(name);
    let is_sound = |part: &str| !matches!(part, "" | "." | "..");
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    if has_drive || path.contains(['\\', '\0']) || !path.split('/').all(is_sound) {
        return Err(Refusal::Outside(name.to_owned()));
    }
    Ok(path)
}

/// A path that a file in this folder names, seen from home. None where it leads out of it.
pub fn resolve(folder: &str, path: &str) -> Option<String> {
    let on_windows = path.contains('\\') || path.as_bytes().get(1) == Some(&b':');
    if path.starts_with(['/', '~']) || on_windows || path.contains('\0') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder that a file lies in; empty for home.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_what_stays_at_home() {
        for (folder, path, expected) in [
            ("", "./a/b", Some("a/b")),
            ("", ".", Some("")),
            ("a", "b/../c/", Some("a/c")),
            ("a/b", "../x", Some("a/x")),
            ("a", "../../x", None),
            ("", "/etc/x", None),
            ("", "~/x", None),
            ("", "C:/x", None),
        ] {
            assert_eq!(resolve(folder, path).as_deref(), expected, "{folder} {path}");
        }
    }

    #[test]
    fn takes_no_name_that_leads_out_of_the_folder_it_is_unpacked_into() {
        for name in ["a", "a/b/", ".env", "a..b/c"] {
            assert!(entry(name).is_ok(), "{name}");
        }
        for name in ["", "/", "/a", "a//b", "../a", "a/../b", "./a", "a\\b", "C:/a", "a\0"] {
            assert_eq!(entry(name), Err(Refusal::Outside(name.to_owned())), "{name}");
        }
    }
}
