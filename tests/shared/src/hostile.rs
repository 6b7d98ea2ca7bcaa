//! Text that breaks files which put it in without care: the same texts each time.
use std::collections::BTreeSet;
use std::sync::OnceLock;

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

/// What a reader of YAML may take for something else than text.
pub const YAML: &[&str] = &[
    "y",
    "N",
    "yes",
    "No",
    "TRUE",
    "off",
    "null",
    "~",
    "",
    "1",
    "-1",
    "0x1F",
    "0o17",
    "017",
    "1e3",
    "1_000",
    ".5",
    ".inf",
    ".NaN",
    "12:30:45",
    "2024-01-01",
    "<<",
    "=",
    "!tag",
    "&anchor",
    "*alias",
    "- a",
    "? a",
    "a: b",
    "a:",
    "a #b",
    "%a",
    "@a",
    "`a`",
    "[a",
    "{a",
    "|",
    ">",
    "---",
    "...",
    "# a",
    ",",
    "'",
    "\"",
];

/// What a reader of `.env` may take for something else.
const DOTENV: &[&str] = &[
    "A=1",
    "export A=1",
    "# A=1",
    "a # b",
    "a#b",
    "'a' # b",
    "\"a\" # b",
    "\"a\\\"b\"",
    "'it\\'s'",
    "${A:-b}",
    "${A:?b}",
    "${A:+b}",
    "${A-b}",
    "${A",
    "$A}",
    "${}",
    "$A$A",
    "$1",
    "$$A",
    "\\$A",
    "\\${A}",
    "a\\nb",
    "a\\tb",
    "a\\\\nb",
    "\\101",
    "\\u0041",
    "COMPOSE_FILE=x",
    "a=b=c",
    "'a'b'",
    "\"a\"b\"",
];

/// One of each sort: accents of their own, right to left, marks of direction, emoji of several parts, blanks and line
/// ends of other scripts, what looks like ASCII, what is no letter at all.
const BEYOND_ASCII: &[&str] = &[
    "\u{e9}",
    "e\u{301}",
    "\u{301}",
    "\u{df}",
    "\u{130}",
    "\u{fb01}",
    "\u{212a}",
    "\u{5e9}\u{5dc}",
    "\u{627}\u{644}",
    "\u{202e}",
    "\u{2066}",
    "\u{200f}",
    "\u{6f22}\u{5b57}",
    "\u{20000}",
    "\u{1112}\u{1161}\u{11ab}",
    "\u{e20}\u{e39}",
    "\u{915}\u{94d}\u{937}",
    "\u{1f600}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{1f1e9}\u{1f1ea}",
    "1\u{fe0f}\u{20e3}",
    "\u{e0041}",
    "\u{feff}",
    "\u{a0}",
    "\u{2003}",
    "\u{3000}",
    "\u{1680}",
    "\u{180e}",
    "\u{200b}",
    "\u{ad}",
    "\u{2028}",
    "\u{2029}",
    "\u{ff04}",
    "\u{ff02}",
    "\u{ff03}",
    "\u{2019}",
    "\u{201c}",
    "\u{fffd}",
    "\u{1fffe}",
    "\u{e000}",
    "\u{f8ff}",
    "\u{10ffff}",
];

/// In bytes.
const LONG: usize = 4096;
/// More than ten thousand, for those kinds that can't write one or another.
const MANY: usize = 10_200;

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

/// The traps, and so many texts more.
pub fn texts(more: usize) -> Vec<String> {
    TRAPS.iter().map(ToString::to_string).chain(drawn().take(more)).collect()
}

fn drawn() -> impl Iterator<Item = String> {
    let (mut runner, text) = (TestRunner::deterministic(), text());
    std::iter::repeat_with(move || text.new_tree(&mut runner).expect("text can be drawn").current())
}

/// More than ten thousand texts, no two the same: so many that ten thousand are left where no `$` can be written.
pub fn all() -> &'static [String] {
    static ALL: OnceLock<Vec<String>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = Distinct::default();
        for text in TRAPS.iter().chain(YAML).chain(DOTENV) {
            all.add((*text).to_owned());
        }
        letters(&mut all);
        pairs(&mut all);
        beyond_ascii(&mut all);
        long(&mut all);
        let mut drawn = drawn();
        while all.without_dollar < MANY {
            all.add(drawn.next().expect("there is always another"));
        }
        all.texts
    })
}

/// So many of them, from everywhere among them. All of them where there are not so many.
pub fn sample(most: usize) -> Vec<String> {
    // Prime, and no divisor of their number: steps of it visit each once, and keep no time with any list in them.
    const STEP: usize = 7919;
    let all = all();
    assert_ne!(all.len() % STEP, 0, "the step leads back too soon");
    (0..most.min(all.len())).map(|at| all[at * STEP % all.len()].clone()).collect()
}

/// What no field takes, at each place: every control character but the tab, and two that are no letters.
pub fn refused() -> Vec<String> {
    let control =
        (0..0xa0).filter_map(char::from_u32).filter(|letter| letter.is_control() && *letter != '\t');
    let letters = control.chain(['\u{fffe}', '\u{ffff}']);
    let mut refused: Vec<String> = letters.flat_map(|letter| places(&letter.to_string())).collect();
    refused.extend(["two\nlines", "two\r\nlines", "quoted \"\n\"", "$\0{X}", "'\n#"].map(str::to_owned));
    refused
}

#[derive(Default)]
struct Distinct {
    texts: Vec<String>,
    known: BTreeSet<String>,
    without_dollar: usize,
}

impl Distinct {
    fn add(&mut self, text: String) {
        if self.known.insert(text.clone()) {
            self.without_dollar += usize::from(!text.contains('$'));
            self.texts.push(text);
        }
    }
}

fn printable() -> impl Iterator<Item = char> + Clone {
    '\u{20}'..='\u{7e}'
}

/// Those that mean something somewhere.
fn specials() -> impl Iterator<Item = char> + Clone {
    printable().filter(|letter| !letter.is_ascii_alphanumeric()).chain(['\t'])
}

/// Alone, first, in the middle, last, at both ends, and twice.
fn places(part: &str) -> [String; 6] {
    ["@", "@word", "wo@rd", "word@", "@word@", "wo@@rd"].map(|form| form.replace('@', part))
}

fn letters(all: &mut Distinct) {
    for letter in printable().chain(['\t']) {
        for text in places(&letter.to_string()) {
            all.add(text);
        }
    }
}

/// Two specials: alone, within a word, at its ends.
fn pairs(all: &mut Distinct) {
    for (one, other) in specials().flat_map(|one| specials().map(move |other| (one, other))) {
        for text in [format!("{one}{other}"), format!("a{one}{other}b"), format!("{one}a b{other}")] {
            all.add(text);
        }
    }
}

fn beyond_ascii(all: &mut Distinct) {
    for part in BEYOND_ASCII {
        for text in places(part) {
            all.add(text);
        }
        for special in specials() {
            all.add(format!("{special}{part}"));
            all.add(format!("a{part}{special}"));
        }
    }
}

fn long(all: &mut Distinct) {
    let mix: String = printable().collect();
    for part in specials().map(String::from).chain(PIECES.map(str::to_owned)).chain([mix, TRAPS.concat()]) {
        let bytes = part.len();
        all.add(part.repeat(LONG / bytes));
        all.add(format!("{}{part}", "x".repeat(LONG - bytes)));
    }
}
