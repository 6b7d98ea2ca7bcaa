//! A line of `.env`.

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;

use crate::compose::compose;
use crate::suite::Suite;
use crate::value_kinds::{assert_same, kind, written};

pub fn tests(suite: &mut Suite) {
    kind(
        suite,
        [Judge::Compose],
        "G1: each text that is written into `.env` is the one that Compose reads",
        |[program], texts| {
            let names: Vec<String> = (0..texts.len()).map(|at| format!("V{at}")).collect();
            let line = |(name, text): (&String, &String)| format!("{name}={}\n", written("dotenv", text));
            let env: String = names.iter().zip(texts).map(line).collect();
            let folder = Folder::with(&[(".env", &env)]);
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let read = compose(program, &folder).environment(&names).unwrap();
            assert_same(".env", texts.iter().zip(names.iter().map(|name| &read[*name])))
        },
    );
}
