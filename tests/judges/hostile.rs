//! Text that breaks files which put it in without care.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// Whole values, each of which has broken somebody's `.env`, YAML, URL or script.
pub const TRAPS: [&str; 36] = [
    "$",
    "$$",
    "a$b",
    "${X}",
    "${POSTGRES_USER}",
    "$(id)",
    "${X:?no}",
    "a#b",
    "a #b",
    "# a",
    "it's",
    "'quoted'",
    "\"quoted\"",
    "say \"hi\"",
    "ends with \\",
    "\\",
    "\\\\",
    "\\n",
    "\\$",
    "\\'",
    "\\\"",
    " leading",
    "trailing ",
    "  both  ",
    "100%",
    "%40%s%n",
    "`id`",
    "!!",
    "über 漢字 😀",
    "a\u{a0}b\u{200b}",
    "\u{feff}bom",
    "tab\there",
    "\ttab first",
    "a=b;c='d'",
    "{{ x }}{% y %}",
    "p@ss:w/o?r&d",
];

/// What text is put together from, beside letters.
const PIECES: [&str; 60] = [
    "$",
    "$$",
    "${",
    "}",
    "{",
    "$A",
    "${A}",
    "\\$",
    "#",
    " #",
    "# ",
    "'",
    "''",
    "\"",
    "\\",
    "\\\\",
    "\\n",
    " ",
    "  ",
    "\t",
    "`",
    "```",
    "%",
    "%s",
    ";",
    "=",
    "|",
    "&",
    "&amp;",
    "<",
    ">",
    "<b>",
    "</b>",
    "*",
    "**",
    "_",
    "[",
    "](",
    ")",
    "!",
    "~",
    "~~",
    ":",
    ": ",
    "- ",
    "+ ",
    "? ",
    ",",
    "{{",
    "{%",
    "/*",
    "--",
    "1. ",
    "http://x.y",
    "\u{2028}",
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "é",
    "😀",
];

/// What a person can type into a field: no line break and no control character but the tab.
pub fn text() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![5 => select(&PIECES[..]).prop_map(str::to_owned), 3 => "[ -~]{1,3}", 2 => "\\PC{1,2}"];
    let built = proptest::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat());
    prop_oneof![1 => select(&TRAPS[..]).prop_map(str::to_owned), 6 => built]
}

/// The traps, and so many texts more. The same ones each time.
#[allow(dead_code, reason = "the properties draw their own")]
pub fn texts(more: usize) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let text = text();
    let drawn = (0..more).map(|_| text.new_tree(&mut runner).expect("text can be drawn").current());
    TRAPS.iter().map(ToString::to_string).chain(drawn).collect()
}
