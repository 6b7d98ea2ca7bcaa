//! `berth::deployment::dotenv` and the `.env` that Berth writes, beside Compose's own reading.

use std::collections::BTreeMap;
use std::path::Path;

use berth::deployment::dotenv;
use berth::render::escape;
use berth_testing::folder::Folder;
use berth_testing::hostile;
use berth_testing::judge::Judge;

use crate::compose::compose;
use crate::suite::Suite;

/// What lines below refer to.
const PRELUDE: &str = "A=one\nEMPTY=\nlong_name=\"two words\"\n";

/// As people write them, rightly and wrongly.
const BY_HAND: &[&str] = &[
    "V=",
    "V= ",
    "V=plain",
    "V=two words",
    "V=two words # and a note",
    "V=no#note",
    "V=#no note",
    "V= # note",
    "V=\ttab # note",
    "V=tab\t# note",
    "V = spaced",
    "  V=indented  ",
    "export V=1",
    "export\tV=1",
    "exportV=1",
    "V: as in YAML",
    "V:=1",
    "V==1",
    "V='single $A \\n'",
    "V='single' # note",
    "V='it\\'s'",
    "V='ends \\\\'",
    "V='open",
    "V='over\nlines'",
    "V='x'y",
    "V='x' W=2",
    "V='x'W='y'",
    "V=x'y'",
    "V=it's",
    "V=\"double $A ${A}\"",
    "V=\"note\" # note",
    "V=\"\\$A \\\" \\\\ \\n \\t \\r \\a \\b \\f \\v \\c \\q \\' \\` \"",
    "V=\"\\101 \\0101 \\0 \\01 \\08 \\0177 \\0777\"",
    "V=\"\\\\$A \\\\\\$A\"",
    "V=\"$$A $${A}\"",
    "V=\"open",
    "V=\"over\nlines $A\" # note",
    "V=\"\"",
    "V=\"a\"b\"",
    "V=$A",
    "V=${A}",
    "V=$A$A-${A}x",
    "V=$long_name.x",
    "V=${NOBODY:-default} ${EMPTY:-default} ${EMPTY-default}",
    "V=${A:+set} ${EMPTY:+set} ${EMPTY+set} ${NOBODY+set}",
    "V=${NOBODY:-${A}}",
    "V=${NOBODY:?must be set}",
    "V=${EMPTY:?must be set}",
    "V=${EMPTY?must be set}",
    "V=$NOBODY",
    "V=$$A",
    "V=\\$A",
    "V=a $ b",
    "V=100$",
    "V=$1",
    "V=${A",
    "V=${}",
    "V=${A b}",
    "V=back\\slash\\n",
    "V=ends\\",
    "V=`id`",
    "V=a=b=c",
    "V=ü 漢 😀",
    "V=\u{a0}nbsp\u{a0}",
    "V",
    "export V",
    "NO NAME=1",
    "=1",
    "1V=1",
    "V-W=1",
    "V.W=1",
    "V[0]=1",
    "V+=1",
    "$V=1",
    "\"V\"=1",
    "# V=1",
    "#V=1",
];

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Compose, "what people write into `.env` is read as Compose reads it", |program| {
        let lines = BY_HAND.iter().map(ToString::to_string).collect();
        read_alike(program, lines);
    });

    suite.with(Judge::Compose, "drawn lines of `.env` are read as Compose reads them", |program| {
        let texts = hostile::texts(420);
        let forms: [fn(&str) -> String; 6] = [
            |text| format!("V={text}"),
            |text| format!("V='{text}'"),
            |text| format!("V=\"{text}\""),
            |text| format!("V=\"{}\" # {text}", text.replace('$', "")),
            |text| format!("export V = {}", text.replace('$', "$A")),
            |text| format!("V={}", escape::dotenv(text)),
        ];
        let lines = texts.iter().enumerate().map(|(at, text)| forms[at % forms.len()](text)).collect();
        read_alike(program, lines);
    });
}

/// The lines that Berth can read are read by Compose in one call, by names of their own; each other one alone.
fn read_alike(program: &Path, lines: Vec<String>) {
    let readable = |line: &String| dotenv::read(&format!("{PRELUDE}{line}\n")).1.is_empty();
    let (good, bad): (Vec<String>, Vec<String>) = lines.into_iter().partition(readable);
    assert!(good.len() > 30 && bad.len() > 10, "{} and {}", good.len(), bad.len());

    let own = |(at, line): (usize, &String)| format!("{}\n", line.replacen('V', &format!("V{at}_"), 1));
    let text = format!("{PRELUDE}{}", good.iter().enumerate().map(own).collect::<String>());
    let ours: BTreeMap<String, String> =
        dotenv::read(&text).0.into_iter().map(|line| (line.name, line.value)).collect();
    let word = |name: &&str| {
        name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && !name.as_bytes()[0].is_ascii_digit()
    };
    let names: Vec<&str> = ours.keys().map(String::as_str).filter(word).collect();
    let theirs = read_by_compose(program, &text, &names).unwrap_or_else(|refusal| {
        let culprit =
            good.iter().find(|line| read_by_compose(program, &format!("{PRELUDE}{line}\n"), &[]).is_err());
        panic!("Berth reads {culprit:?}, Compose does not: {refusal}");
    });
    for name in names {
        assert_eq!(ours[name], theirs[name], "{:?}", text.lines().find(|line| line.contains(name)));
    }

    for line in bad {
        let read = read_by_compose(program, &format!("{PRELUDE}{line}\n"), &[]);
        assert!(read.is_err(), "Compose reads {line:?}, Berth does not");
    }
}

fn read_by_compose(program: &Path, env: &str, names: &[&str]) -> Result<BTreeMap<String, String>, String> {
    let folder = Folder::with(&[(".env", env)]);
    compose(program, &folder).may_warn().environment(names)
}
