//! What holds for any text that a person may type: a value stays a value in every kind of file, a secret stays in its
//! file, and nothing panics. Texts are drawn; who reads them back is somebody else's parser, or one that was written
//! from the reader's own rules.

mod answers;
mod archives;
mod encodings;
mod links;
mod markdown;
mod readers;
mod shell;
mod values;

use berth_testing::hostile;
use proptest::prelude::*;

/// Every letter that there is, control characters too.
fn anything() -> impl Strategy<Value = String> {
    let letters = proptest::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter);
    let control = proptest::collection::vec(0..0xa0_u32, 0..6)
        .prop_map(|codes| codes.into_iter().filter_map(char::from_u32).collect());
    prop_oneof![3 => hostile::text(), 2 => letters, 1 => control]
}
