//! Takes from a release's scripts what a browser does not read, which Trunk leaves in modules: comments and indentation, and
//! the digits by which wasm-bindgen tells the functions of one name apart, in a script and its program.

use crate::{Result, files};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const PROGRAMS: [&str; 2] = ["berth-page", "berth-engine"];
const DIGITS: usize = 16;

pub fn make(page: &Path) -> Result {
    let all = files::inside(page)?;
    for path in all.iter().filter(|path| files::has_extension(path, "js")) {
        let script = without_comments(&files::text(path)?);
        files::write(path, script.map_err(|error| format!("{}: {error}", path.display()))?)?;
    }
    for program in PROGRAMS {
        let (script, wasm) = (one_of(&all, program, ".js")?, one_of(&all, program, ".wasm")?);
        let (text, bytes) = with_short_names(&files::text(script)?, files::bytes(wasm)?)?;
        files::write(script, text)?;
        files::write(wasm, bytes)?;
    }
    Ok(())
}

fn one_of<'a>(all: &'a [PathBuf], begin: &str, end: &str) -> Result<&'a PathBuf> {
    let is_meant = |name: &str| name.starts_with(begin) && name.ends_with(end);
    let found = all.iter().find(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(is_meant));
    found.ok_or_else(|| format!("expected `{begin}…{end}` in the page"))
}

/// The script without the lines that are a comment, and without the spaces that lines begin with. Nothing that reaches over
/// several lines may be anything but a comment: there, these would be a part of it.
fn without_comments(script: &str) -> Result<String> {
    let mut kept = String::new();
    let mut is_comment = false;
    for line in script.lines() {
        let mut line = line.trim();
        if is_comment || line.starts_with("/*") {
            let begin = if is_comment { 0 } else { 2 };
            let end = line[begin..].find("*/").map(|at| begin + at + 2);
            is_comment = end.is_none();
            line = end.map_or("", |end| line[end..].trim_start());
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        let goes_on =
            line.matches('`').count() % 2 == 1 || line.ends_with('\\') || line.rfind("/*") > line.rfind("*/");
        if goes_on {
            return Err(format!(
                "expected a text or a comment behind code to end in its line; found `{line}`"
            ));
        }
        kept.push_str(line);
        kept.push('\n');
    }
    Ok(kept)
}

/// The same script and program, with a number in place of the hash in the name of whatever one takes from the other. No
/// name becomes shorter, so that the program stays as it is around them; what goes is what can't be compressed.
fn with_short_names(script: &str, mut program: Vec<u8>) -> Result<(String, Vec<u8>)> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut renamed: BTreeMap<&str, String> = BTreeMap::new();
    let names: BTreeSet<&str> = script.split(|c: char| !is_of_name(c)).collect();
    for name in names {
        let Some((before, after)) = around_hash(name) else { continue };
        let number = times.entry([before, after].concat()).or_default();
        renamed.insert(name, format!("{before}{number:0DIGITS$}{after}"));
        *number += 1;
    }
    rename_in(&mut program, &renamed)?;
    let piece = |piece: &str| {
        let (name, behind) = piece.split_at(piece.trim_end_matches(|c: char| !is_of_name(c)).len());
        [renamed.get(name).map_or(name, String::as_str), behind].concat()
    };
    Ok((script.split_inclusive(|c: char| !is_of_name(c)).map(piece).collect(), program))
}

/// Each stands there once: what is imported or exported.
fn rename_in(program: &mut [u8], renamed: &BTreeMap<&str, String>) -> Result {
    let mut left: BTreeSet<&str> = renamed.keys().copied().collect();
    let mut begin = 0;
    for end in 0..program.len() {
        if is_of_name(char::from(program[end])) {
            continue;
        }
        let word = str::from_utf8(&program[begin..end]).unwrap_or_default();
        begin = end + 1;
        // Before a name stand its length, which may look like a letter, and before that other names.
        let there =
            around_hash(word).into_iter().flat_map(|_| renamed).filter(|(name, _)| word.ends_with(**name));
        if let Some((name, new)) = there.max_by_key(|(name, _)| name.len()) {
            if !left.remove(name) {
                return Err(format!("expected `{name}` once in its program"));
            }
            program[end - new.len()..end].copy_from_slice(new.as_bytes());
        }
    }
    left.first().map_or(Ok(()), |name| Err(format!("expected `{name}` in its program")))
}

/// What stands in a name before its hash and behind it: `__wbg_get_` and nothing, `…invoke__h` and `_14`.
fn around_hash(name: &str) -> Option<(&str, &str)> {
    let is_hash = |text: &&str| {
        text.len() == DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let hash = name.split('_').map(|part| part.strip_prefix('h').unwrap_or(part)).find(is_hash)?;
    name.split_once(hash).filter(|(before, _)| !before.is_empty())
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::{with_short_names, without_comments};

    #[test]
    fn only_comments_and_indentation_go() {
        let script = "/**\n * @returns {number}\n */\nexport function a() {\n    // why\n    return \"// `x` /* y */\";\n\n}\n/* z */ a();\n";
        let kept = "export function a() {\nreturn \"// `x` /* y */\";\n}\na();\n";
        assert_eq!(without_comments(script).as_deref(), Ok(kept));
    }

    #[test]
    fn a_text_of_several_lines_is_refused() {
        for script in ["f(`\n    a\n`);", "f(\"a \\\n    b\");", "f(); /* a\n    b */"] {
            assert!(without_comments(script).is_err(), "{script}");
        }
    }

    const SCRIPT: &str = "import { __wbg_get_0000000000000001 } from 'a';\n\
                          ({ __wbg_get_b3f2a0c4d5e6f708, __wbg_set_b3f2a0c4d5e6f708 });\n\
                          f_hb3f2a0c4d5e6f708(f_hb3f2a0c4d5e6f708_14());";

    fn program(names: [&str; 5]) -> Vec<u8> {
        // A length before each name and a kind behind it, the length of two a letter.
        let [one, two, three, four, five] = names;
        format!("a.js\x1a{one}\0a.jsZ{two}\0\x1a{three}\0Z{four}\0\x1a{five}\0").into_bytes()
    }

    #[test]
    fn a_name_has_a_number_in_place_of_its_hash_in_both() {
        let before = program([
            "__wbg_get_0000000000000001",
            "__wbg_get_b3f2a0c4d5e6f708",
            "__wbg_set_b3f2a0c4d5e6f708",
            "f_hb3f2a0c4d5e6f708",
            "f_hb3f2a0c4d5e6f708_14",
        ]);
        let after = program([
            "__wbg_get_0000000000000000",
            "__wbg_get_0000000000000001",
            "__wbg_set_0000000000000000",
            "f_h0000000000000000",
            "f_h0000000000000000_14",
        ]);
        let script = "import { __wbg_get_0000000000000000 } from 'a';\n\
                      ({ __wbg_get_0000000000000001, __wbg_set_0000000000000000 });\n\
                      f_h0000000000000000(f_h0000000000000000_14());";
        assert_eq!(with_short_names(SCRIPT, before), Ok((script.to_string(), after)));
    }

    #[test]
    fn a_name_that_its_program_lacks_or_repeats_is_an_error() {
        assert!(with_short_names(SCRIPT, Vec::new()).is_err());
        let twice = b"\x1a__wbg_get_b3f2a0c4d5e6f708\0".repeat(2);
        assert!(with_short_names("__wbg_get_b3f2a0c4d5e6f708", twice).is_err());
    }
}
