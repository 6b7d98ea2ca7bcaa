//! Tells the service worker of a release the names of all files, and of the build.

use crate::{Result, files, page};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

const WORKER: &str = "sw.js";
/// It goes by its folder's name, and is not in the list.
const PAGE: &str = "index.html";

pub fn fill(page: &Path) -> Result {
    let mut all = page::files(page)?;
    let script = all.remove(WORKER).and_then(|script| String::from_utf8(script).ok());
    let script = script.ok_or_else(|| format!("expected {WORKER} in the page, as a text"))?;
    files::write(&page.join(WORKER), filled(&script, &all)?)
}

/// The script with the build's name, which tells the content of all files, and the names of these.
fn filled(script: &str, files: &BTreeMap<String, Vec<u8>>) -> Result<String> {
    let build = files.values().fold(Sha256::new(), |hash, content| hash.chain_update(content)).finalize();
    let build: String = build.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let names: Vec<_> = files.keys().filter(|name| *name != PAGE).collect();
    let script = put(script, "const BUILD = \"\";", &format!("const BUILD = \"berth-{build}\";"))?;
    put(&script, "const FILES = [];", &format!("const FILES = {names:?};"))
}

fn put(script: &str, place: &str, filled: &str) -> Result<String> {
    if script.matches(place).count() != 1 {
        return Err(format!("expected `{place}` once in {WORKER}"));
    }
    Ok(script.replace(place, filled))
}

#[cfg(test)]
mod tests {
    use super::filled;

    const SCRIPT: &str = "const BUILD = \"\";\nconst FILES = [];";

    fn filled_for(page: &str) -> crate::Result<String> {
        let file = |name: &str, content: &str| (name.to_string(), content.as_bytes().to_vec());
        filled(SCRIPT, &[file("a.css", "a"), file("b.js", "b"), file("index.html", page)].into())
    }

    #[test]
    fn the_worker_names_every_file_but_the_page() {
        let worker = filled_for("page").expect("a worker");
        assert!(worker.starts_with("const BUILD = \"berth-"), "{worker}");
        assert!(worker.ends_with("const FILES = [\"a.css\", \"b.js\"];"), "{worker}");
    }

    #[test]
    fn a_page_that_differs_is_another_build() {
        assert_eq!(filled_for("page"), filled_for("page"));
        assert_ne!(filled_for("page"), filled_for("newer"));
    }

    #[test]
    fn a_script_without_its_places_is_an_error() {
        assert!(filled("const BUILD = \"\";", &[].into()).is_err());
    }
}
