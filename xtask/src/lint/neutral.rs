//! The plan says what runs, and no word of how any target writes it.

use super::lines;
use crate::{Result, files, paths};

/// In any case, in code and comments alike.
const WORDS: [&str; 2] = ["compose", "overlay"];

pub fn check() -> Result {
    lines::search(files::below(&paths::root().join("core/src/plan"))?, |line| {
        foreign(line).map(|word| format!("expected no target's word; found `{word}`"))
    })
}

/// A target's word in this line of the plan. A way in which secrets travel is called `Env` by the stack.
fn foreign(line: &str) -> Option<&'static str> {
    let line = line.to_ascii_lowercase().replace("secretmode::env", "");
    let mut names = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let is_env = |name: &str| name.split('_').any(|part| part == "env");
    WORDS.into_iter().find(|word| line.contains(word)).or_else(|| names.any(is_env).then_some("env"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_has_no_word_of_a_target() {
        assert_eq!(check(), Ok(()));
    }

    #[test]
    fn words_and_fields_of_a_target_are_told() {
        for line in [
            "pub others: Vec<Overlay>,",
            "/// The Compose file",
            "\"docker-compose.yml\"",
            "pub env: u8,",
            "env_files: x,",
            "\".env\"",
        ] {
            assert!(foreign(line).is_some(), "{line}");
        }
        for line in
            ["pub environment: Vec<Entry>,", "SecretMode::Env", "variable_files: x,", "let event = 1;"]
        {
            assert_eq!(foreign(line), None, "{line}");
        }
    }
}
