//! What stands beside a secret.

use crate::words::en::amounts::count;

pub const GENERATE: &str = "Generate";
/// Where there is one already.
pub const REPLACE: &str = "Replace";
pub const GENERATE_ALL: &str = "Generate all";
pub const ALL_MADE: &str = "Every secret that Berth can make is here.";
pub const SHOW: &str = "Show";
pub const HIDE: &str = "Hide";
pub const CLEAR: &str = "Clear";
pub const MADE_LATER: &str = "Made when you download, unless you set it";
pub const WELL_FORMED: &str = "of the right form";
pub const WHERE: &str = "Where to get it:";

pub fn bits(bits: u32) -> String {
    format!("{bits} bits, made here")
}

/// Of a secret that another made: its form is all that can be judged.
pub fn typed(characters: usize) -> String {
    format!("{}, {WELL_FORMED}", count(characters, "character", "characters"))
}

/// Of a secret that a person chose.
pub fn estimated(characters: usize, bits: usize) -> String {
    let characters = count(characters, "character", "characters");
    format!("{characters}, about {bits} bits if they are random")
}

pub fn weak(characters: usize, bits: usize) -> String {
    format!("Weak: {}. Replace makes a strong one", estimated(characters, bits))
}

pub const NO_ENTROPY: &str = "No secret was made: this browser gives no random bytes.";
