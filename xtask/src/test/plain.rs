//! Trunk by itself, as README has it, makes the very page that is tested and published.

use crate::session::Tally;
use crate::{Result, judges, page, paths, run, toolchain};
use std::collections::BTreeSet;
use std::path::Path;

/// What the browser tests have built is the one; all that it took is compiled already.
pub fn same_page() -> Result<Tally> {
    if !toolchain::has_wasm_opt()? && !judges::all_must_sit() {
        println!("  skipped: Trunk would fetch wasm-opt, which can't be had here");
        return Ok(Tally::one_skipped());
    }
    run::step("release page, by plain Trunk", "target/plain", "10 s");
    run::watched(page::trunk()?.args(["build", "--release", "--dist", "target/plain"]))?;
    same(&paths::root().join("target/page"), &paths::root().join("target/plain"))?;
    Ok(Tally::one_passed())
}

fn same(expected: &Path, found: &Path) -> Result {
    let (expected, found) = (page::files(expected)?, page::files(found)?);
    let names: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    let differ: Vec<&str> = names
        .into_iter()
        .filter(|name| expected.get(*name) != found.get(*name))
        .map(String::as_str)
        .collect();
    if differ.is_empty() {
        Ok(())
    } else {
        Err(format!("plain Trunk makes another page: {}", differ.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::same;
    use std::fs;

    #[test]
    fn a_page_is_the_same_to_the_byte() {
        let home = crate::paths::root().join("target/plain-test");
        let _ = fs::remove_dir_all(&home);
        let (one, other) = (home.join("one"), home.join("other"));
        let write = |name: &str, text: &str| fs::write(home.join(name), text).expect("a file");
        for folder in [&one, &other] {
            fs::create_dir_all(folder).expect("a folder");
        }
        write("one/index.html", "a");
        assert!(same(&one, &other).expect_err("a file is missing").ends_with(": index.html"));
        write("other/index.html", "a");
        assert_eq!(same(&one, &other), Ok(()));
        write("other/index.html", "b");
        assert!(same(&one, &other).expect_err("a byte differs").ends_with(": index.html"));
        write("other/index.html", "a");
        write("other/sw.js", "");
        assert!(same(&one, &other).expect_err("a file is too many").ends_with(": sw.js"));
        fs::remove_dir_all(home).expect("it is removed");
    }
}
