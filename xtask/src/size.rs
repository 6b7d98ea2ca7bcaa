//! `cargo xtask size`: what the release page and its engine weigh on the wire, against their limits.

use crate::{Result, page};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Files by the beginnings of their names, and what they may weigh together, as the system's gzip makes them.
struct Part {
    name: &'static str,
    files: &'static [&'static str],
    limit: Option<usize>,
}

/// The first that fits has a file.
const PARTS: [Part; 3] = [
    Part { name: "engine", files: &["berth-engine", "worker-"], limit: Some(400_000) },
    Part { name: "page", files: &["index.html", "boot-", "berth-"], limit: Some(260_000) },
    Part { name: "the rest", files: &[""], limit: None },
];

/// Of the built page in that folder, or of one that is built now.
pub fn size(page: Option<PathBuf>) -> Result {
    let page = page.map_or_else(page::build, Ok)?;
    let mut packed = PARTS.map(|_| 0);
    println!("\n{:<40}{:>10}{:>10}", "file", "raw", "gzip");
    for (name, content) in page::files(&page)? {
        let size = gzip(&page.join(&name))?;
        println!("{name:<40}{:>10}{size:>10}", content.len());
        packed[part_of(&name)] += size;
    }
    let mut over = Vec::new();
    for (part, packed) in PARTS.iter().zip(packed) {
        let limit = part.limit.map_or(String::new(), |limit| format!("   of {limit} at most"));
        println!("{:<50}{packed:>10}{limit}", part.name);
        if let Some(limit) = part.limit.filter(|limit| packed > *limit) {
            over.push(format!("the {} is {} bytes over its limit", part.name, packed - limit));
        }
    }
    if over.is_empty() { Ok(()) } else { Err(over.join("; ")) }
}

fn part_of(name: &str) -> usize {
    let holds = |part: &Part| part.files.iter().any(|begin| name.starts_with(begin));
    PARTS.iter().position(holds).unwrap_or(PARTS.len() - 1)
}

fn gzip(file: &Path) -> Result<usize> {
    let mut gzip = Command::new("gzip");
    let out = gzip.args(["-9", "-n", "-c"]).arg(file).stdin(Stdio::null()).output();
    let out = out.map_err(|e| format!("`gzip` did not start: {e}"))?;
    if out.status.success() { Ok(out.stdout.len()) } else { Err("`gzip` failed".to_string()) }
}

#[cfg(test)]
mod tests {
    use super::{PARTS, part_of};

    #[test]
    fn each_file_is_of_one_part() {
        for (name, part) in [
            ("berth-engine-0a_bg.wasm", "engine"),
            ("worker-0a.js", "engine"),
            ("berth-page-0a_bg.wasm", "page"),
            ("berth-0a.css", "page"),
            ("boot-0a.js", "page"),
            ("index.html", "page"),
            ("sw.js", "the rest"),
        ] {
            assert_eq!(PARTS[part_of(name)].name, part, "{name}");
        }
    }
}
