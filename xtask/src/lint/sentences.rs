//! A problem's sentence is made by the shells alone: nothing else in the core asks for one, and so none can be looked into.

use crate::{Result, files, paths};

/// Tests alone read it.
const OF_TESTS: &str = "catalogue.rs";

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
    lines.filter(|(_, line)| line.contains("words::") || line.contains("::words")).map(|(at, _)| at + 1)
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
        let of_tests = "fn f() {}\n\n#[cfg(test)]\nmod tests {\n    use crate::words;\n}\n";
        assert_eq!(asking(of_tests).count(), 0);
    }
}
