//! A parameter in nginx's configuration.

use berth::render::escape;
use berth_testing::judge::Judge;

use crate::http::get;
use crate::nginx::Nginx;
use crate::suite::Suite;
use crate::value_kinds::{assert_same, kind_alone};

pub fn tests(suite: &mut Suite) {
    kind_alone(
        suite,
        Judge::Nginx,
        "G1: nginx answers with each text that can be written for it",
        |[program], texts| {
            let written = texts.iter().filter_map(|text| Some((text, escape::value("nginx", text)?)));
            let (texts, written): (Vec<&String>, Vec<String>) = written.unzip();
            let locations: String = written
                .iter()
                .enumerate()
                .map(|(at, text)| format!("location = /{at} {{ return 200 {text}; }}\n"))
                .collect();
            let _nginx = Nginx::start(program, &format!("server {{\nlisten 80;\n{locations}}}\n"), &[]);
            let read: Vec<String> = (0..texts.len())
                .map(|at| {
                    let answer = get(&format!("/{at}"));
                    assert_eq!(answer.status, 200, "{}", written[at]);
                    answer.body
                })
                .collect();
            assert_same("nginx", texts.into_iter().zip(&read))
        },
    );

    suite.with(
        Judge::Nginx,
        "G1: nginx takes a word as long as any that is written for it, and none longer",
        |program| {
            let conf =
                |word: &str| format!("server {{\nlisten 80;\nlocation / {{ return 200 {word}; }}\n}}\n");
            for letter in ["x", " ", "\"", "\\", "ü"] {
                let mut longest = (1000..5000).rev().map(|bytes| letter.repeat(bytes / letter.len()));
                let longest = longest.find_map(|text| escape::value("nginx", &text)).unwrap();
                assert_eq!(Nginx::check(program, &conf(&longest)), Ok(()), "{letter}");
            }
            let refused = Nginx::check(program, &conf(&format!("\"{}\"", "x".repeat(4096)))).unwrap_err();
            assert!(refused.contains("too long"), "{refused}");
        },
    );
}
