//! Sentences are made by the shells alone: nothing else in the core asks for one, and so none can be looked into. What
//! stands within the files of a bundle is made with them.

use crate::{Result, files, paths};

/// Tests alone read it.
const OF_TESTS: &str = "catalogue.rs";

/// What stands in the files of a bundle.
const IN_FILES: [&str; 3] = ["words::en::bundle", "words::en::script", "words::en::amounts"];

pub fn check() -> Result {
    let root = paths::root().join("core/src");
    let mut found = Vec::new();
    for path in files::below(&root)? {
        // A script is text too, and asks for nothing.
        let is_code = files::has_extension(&path, "rs");
        if !is_code || path.starts_with(root.join("words")) || path == root.join(OF_TESTS) {
            continue;
        }
        for line in asking(&files::text(&path)?) {
            found.push(format!(
                "{}:{line}: expected the problem as it is; found a use of its sentence: let the shell ask `words`",
                path.display()
            ));
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
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
