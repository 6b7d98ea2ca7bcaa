//! Sentences are made by the shells alone: nothing else in the core asks for one, and so none can be looked into. What
//! stands within the files of a bundle is made with them.

use crate::{Result, paths};
use std::fs;
use std::path::Path;

/// Tests alone read it.
const OF_TESTS: &str = "catalogue.rs";

/// What stands in the files of a bundle.
const IN_FILES: [&str; 3] = ["words::en::bundle", "words::en::script", "words::en::amounts"];

pub fn check() -> Result {
    let root = paths::root().join("core/src");
    let mut found = Vec::new();
    look(&root, &root, &mut found)?;
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}

fn look(root: &Path, folder: &Path, found: &mut Vec<String>) -> Result {
    for entry in fs::read_dir(folder).map_err(|e| e.to_string())?.flatten() {
        let path = entry.path();
        if path == root.join("words") || path == root.join(OF_TESTS) {
            continue;
        }
        if path.is_dir() {
            look(root, &path, found)?;
            continue;
        }
        // A script is text too, and asks for nothing.
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|e| e.to_string())?;
        for line in asking(&text) {
            found.push(format!(
                "{}:{line}: expected the problem as it is; found a use of its sentence: let the shell ask `words`",
                path.display()
            ));
        }
    }
    Ok(())
}

/// The lines that ask for a sentence, but for those of tests.
fn asking(text: &str) -> impl Iterator<Item = usize> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    let asks = |line: &str| line.contains("words::") || line.contains("::words");
    lines
        .filter(move |(_, line)| asks(line) && !IN_FILES.iter().any(|own| line.contains(own)))
        .map(|(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_asks_for_no_sentence_of_a_problem() {
        assert_eq!(check(), Ok(()));
    }

    #[test]
    fn who_asks_for_a_sentence_is_told_by_line() {
        let text = "//! See `words::message`.\nuse crate::words;\nlet said = words::message(&problem);\n";
        assert_eq!(Vec::from_iter(asking(text)), [2, 3]);
        assert_eq!(asking("use crate::words::en::bundle as say;\n").count(), 0);
        let of_tests = "fn f() {}\n\n#[cfg(test)]\nmod tests {\n    use crate::words;\n}\n";
        assert_eq!(asking(of_tests).count(), 0);
    }
}
