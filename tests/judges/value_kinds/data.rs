//! A value in a file that is data.

use std::path::Path;
use std::process::Command;

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::Value;

use crate::compose::compose;
use crate::suite::Suite;
use crate::talk::talk;
use crate::value_kinds::{assert_same, kind, written};

pub fn tests(suite: &mut Suite) {
    kind(suite, [Judge::Compose], "G1: Compose reads each text back from YAML", |[program], texts| {
        let line = |(at, text): (usize, &String)| format!("      V{at}: {}\n", written("yaml", text));
        let lines: String = texts.iter().enumerate().map(line).collect();
        let file =
            format!("name: t\nservices:\n  one:\n    image: i:1\n    environment:\n{lines}      END: here\n");
        let folder = Folder::with(&[("compose.yml", &file)]);
        let read = compose(program, &folder).not_filled().config_json().unwrap();
        let read = &read["services"]["one"]["environment"];
        assert_eq!(read["END"], "here");
        let read: Vec<String> = (0..texts.len()).map(|at| text(&read[format!("V{at}")])).collect();
        assert_same("YAML", texts.iter().zip(&read))
    });

    kind(suite, [Judge::Node], "G1: Node reads each text back from JSON", |[node], texts| {
        let program = "process.stdout.write(JSON.parse(require('fs').readFileSync(0)).join('\\0'))";
        reads(node, &["-e", program], &format!("[{}]", list("json", texts)), texts)
    });

    kind(suite, [Judge::Python], "G1: Python reads each text back from TOML", |[python], texts| {
        let program = "import sys, tomllib\n\
                       sys.stdout.buffer.write('\\0'.join(tomllib.load(sys.stdin.buffer)['all']).encode())";
        reads(python, &["-c", program], &format!("all = [{}]\n", list("toml", texts)), texts)
    });
}

fn list(kind: &str, texts: &[String]) -> String {
    texts.iter().map(|text| written(kind, text)).collect::<Vec<_>>().join(", ")
}

fn reads(program: &Path, words: &[&str], file: &str, texts: &[String]) -> std::collections::BTreeSet<String> {
    let said = talk(Command::new(program).args(words), file);
    let read: Vec<String> = said.split('\0').map(str::to_owned).collect();
    assert_eq!(read.len(), texts.len());
    assert_same(words[0], texts.iter().zip(&read))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
