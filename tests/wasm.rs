//! The core as the page runs it: the same answers give the same bytes as on a server.

#![cfg(target_arch = "wasm32")]

use berth_testing::scenario::{picture, tamma};
use wasm_bindgen_test::wasm_bindgen_test;

/// What the golden test of the same name wrote down, natively.
const GOLDEN: &str = include_str!("golden/snapshots/tamma-dev.snap");

#[wasm_bindgen_test]
fn renders_the_same_bytes_as_on_a_server() {
    let picture = picture(&tamma().owned().generated());
    let (_, golden) = GOLDEN.split_once("\n---\n").expect("a snapshot has a head");
    assert_eq!(picture.trim_end(), golden.trim_end());
}

#[wasm_bindgen_test]
fn secrets_come_from_the_browser_and_differ() {
    let mut entropy = berth::entropy::System::new().expect("a browser has randomness");
    let mut make = || {
        let mut scenario = tamma();
        let asked = berth::plan::asked(scenario.stack, &scenario.answers);
        scenario.answers.make_missing_secrets(&asked, &mut entropy);
        scenario.answers.secret("POSTGRES_PASSWORD").expect("it was made").expose().to_owned()
    };
    assert_ne!(make(), make());
}
