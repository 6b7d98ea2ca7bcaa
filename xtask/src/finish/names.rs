//! Names files by their content: the engine's, which Trunk leaves as they are, and the page's, which it has named by what
//! they were before [`super::smaller`]. What a browser has kept of another build must not be taken for these.

use crate::{Result, files};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

const PAGE: &str = "index.html";
/// Each is named by those behind it.
const ENGINE: [&str; 3] = ["berth-engine_bg.wasm", "berth-engine.js", "worker.js"];
/// Named by the page alone, Trunk's hash behind them.
const NAMED: [&str; 2] = ["berth-page", "boot"];

pub fn by_content(page: &Path) -> Result {
    let mut named: Vec<(String, String)> = Vec::new();
    for name in ENGINE {
        let mut content = files::bytes(&page.join(name))?;
        if name.ends_with(".js") {
            content = with_names(name, content, &named)?.into_bytes();
        }
        let (stem, ending) = name.split_at(name.find("_bg").or(name.find('.')).unwrap_or(name.len()));
        named.push((name.to_string(), renamed(page, name, stem, ending, content)?));
    }
    for (name, content) in crate::page::files(page)? {
        let hash_and_ending =
            NAMED.iter().find_map(|stem| Some((stem, name.strip_prefix(stem)?.strip_prefix('-')?)));
        if let Some((stem, rest)) = hash_and_ending {
            let ending = rest.trim_start_matches(|c: char| c.is_ascii_hexdigit());
            named.push((name.clone(), renamed(page, &name, stem, ending, content)?));
        }
    }
    let path = page.join(PAGE);
    let html = with_names(PAGE, files::bytes(&path)?, &named)?;
    files::write(&path, html)
}

/// Writes the file under the name that its content gives it, `berth-engine-0123456789abcdef_bg.wasm`, as Trunk would.
fn renamed(page: &Path, name: &str, stem: &str, ending: &str, content: Vec<u8>) -> Result<String> {
    let hash: String = Sha256::digest(&content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let new = format!("{stem}-{hash}{ending}");
    let path = page.join(name);
    fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    files::write(&page.join(&new), content)?;
    Ok(new)
}

/// The text with the new names in place of the old ones, of which it must hold the last.
fn with_names(file: &str, content: Vec<u8>, named: &[(String, String)]) -> Result<String> {
    let mut text = String::from_utf8(content).map_err(|_| format!("expected {file} to be text"))?;
    if let Some((last, _)) = named.last()
        && !text.contains(last)
    {
        return Err(format!("expected {file} to name {last}"));
    }
    for (old, new) in named {
        text = text.replace(old, new);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{by_content, with_names};
    use crate::files;
    use std::fs;

    fn named(program: &str) -> (Vec<String>, String) {
        let home = crate::paths::root().join(format!("target/finish-test-{}", program.len()));
        let _ = fs::remove_dir_all(&home);
        fs::create_dir_all(&home).expect("a folder");
        let write = |name: &str, text: &str| fs::write(home.join(name), text).expect("a file");
        write("berth-engine_bg.wasm", program);
        write("berth-engine.js", "new URL('berth-engine_bg.wasm', here)");
        write("worker.js", "import \"./berth-engine.js\"; \"berth-engine_bg.wasm\"");
        write("berth-page-0a_bg.wasm", program);
        write("boot-0b.js", program);
        write(
            "index.html",
            "worker.js berth-engine.js berth-engine_bg.wasm boot-0b.js berth-page-0a_bg.wasm",
        );
        by_content(&home).expect("names");
        let inside = files::inside(&home).expect("files");
        let mut names: Vec<_> = inside
            .iter()
            .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
            .collect();
        names.sort();
        let page = files::text(&home.join("index.html")).expect("the page");
        fs::remove_dir_all(home).expect("it is removed");
        (names, page)
    }

    #[test]
    fn the_page_names_files_that_are_there_and_whose_names_tell_their_content() {
        let (names, page) = named("a program");
        assert_eq!(names.len(), 6, "{names:?}");
        assert!(page.split(' ').all(|name| names.iter().any(|there| there == name)), "{page} {names:?}");
        assert!(page.starts_with("worker-") && page.ends_with("_bg.wasm"), "{page}");
        let (others, _) = named("another program");
        assert_eq!(names.iter().filter(|name| others.contains(name)).collect::<Vec<_>>(), ["index.html"]);
    }

    #[test]
    fn a_file_that_does_not_name_the_one_before_is_an_error() {
        let named = [("berth-engine.js".to_string(), "berth-engine-1.js".to_string())];
        assert!(with_names("worker.js", b"import nothing".to_vec(), &named).is_err());
    }
}
