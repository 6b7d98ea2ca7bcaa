//! Values in SQL, nginx's configuration and a Dockerfile, as the programs read them for which they are written.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use berth::render::escape;

use crate::hostile;
use crate::http::get;
use crate::judge::Judge;
use crate::nginx::Nginx;
use crate::postgres::Cluster;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Postgres, "G1: Postgres reads each text back from its literal", |bin| {
        let texts = hostile::texts(600);
        let literals: Vec<String> = texts.iter().map(|text| written("sql", text)).collect();
        let script: String = literals
            .iter()
            .map(|literal| format!("SELECT encode(convert_to({literal}, 'UTF8'), 'hex') || '.';\n"))
            .collect();
        let cluster = Cluster::start(bin);
        let read = cluster.database("berth ops").sql(&script).unwrap();
        let hex = |text: &String| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>() + ".";
        assert!(read.lines().eq(texts.iter().map(hex)), "{read}");
    });

    suite.alone_with(Judge::Nginx, "G1: nginx answers with each text that can be written for it", |nginx| {
        let texts: Vec<String> = hostile::texts(400).into_iter().filter(|text| !text.contains('$')).collect();
        assert!(texts.len() > 200);
        let locations: String = texts
            .iter()
            .enumerate()
            .map(|(at, text)| format!("location = /{at} {{ return 200 {}; }}\n", written("nginx", text)))
            .collect();
        let _nginx = Nginx::start(nginx, &format!("server {{\nlisten 80;\n{locations}}}\n"), &[]);
        for (at, text) in texts.iter().enumerate() {
            let answer = get(&format!("/{at}"));
            assert_eq!((answer.status, &answer.body), (200, text), "{}", written("nginx", text));
        }
    });

    suite.with(Judge::Hadolint, "G1: a Dockerfile takes each text for one value", |hadolint| {
        // Its parser takes the quote behind an escaped backslash for an escaped quote; the builder does not.
        let readable = |text: &String| !text.ends_with('\\') && !text.contains("\\\"");
        let texts: Vec<String> = hostile::texts(400).into_iter().filter(readable).collect();
        assert!(texts.len() > 300);
        let lines: String = texts
            .iter()
            .enumerate()
            .map(|(at, text)| {
                format!(
                    "LABEL k{at}={} after{at}=1\nENV V{at}={}\n",
                    written("dockerfile", text),
                    written("dockerfile", text)
                )
            })
            .collect();
        assert_eq!(parsed(hadolint, &format!("FROM scratch\n{lines}")), Ok(()));
        assert!(parsed(hadolint, "FROM scratch\nLABEL k=\"open\n").is_err());
    });
}

fn written(kind: &str, text: &str) -> String {
    escape::value(kind, text).unwrap_or_else(|| panic!("{kind} refuses {text:?}"))
}

/// What hadolint can't read; its opinions are another matter.
fn parsed(hadolint: &Path, dockerfile: &str) -> Result<(), String> {
    let mut child = Command::new(hadolint)
        .args(["--no-color", "--failure-threshold", "error", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("hadolint runs");
    child.stdin.take().expect("a pipe").write_all(dockerfile.as_bytes()).unwrap();
    let said = child.wait_with_output().unwrap();
    let words = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
    if said.status.success() { Ok(()) } else { Err(words) }
}
