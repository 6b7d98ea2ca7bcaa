//! How hard a secret is to guess. Of one that was typed, at best: had each character been drawn at random from the kinds
//! that occur.

use crate::words::page::secret as say;

/// What can be told of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Berth makes it with the download.
    MadeLater,
    /// Berth made it.
    Made { bits: u32 },
    /// A person chose it.
    Chosen { characters: usize, bits: usize },
    /// Another made it: its form is all that can be judged.
    WellFormed { characters: usize },
}

impl Strength {
    pub fn of_chosen(secret: &str) -> Self {
        Self::Chosen { characters: secret.chars().count(), bits: bits(secret) }
    }

    pub fn is_weak(self) -> bool {
        matches!(self, Self::Chosen { bits, .. } if bits < ENOUGH)
    }

    pub fn sentence(self) -> String {
        match self {
            Self::MadeLater => say::MADE_LATER.to_owned(),
            Self::Made { bits } => say::bits(bits),
            Self::Chosen { characters, bits } if self.is_weak() => say::weak(characters, bits),
            Self::Chosen { characters, bits } => say::estimated(characters, bits),
            Self::WellFormed { characters } => say::typed(characters),
        }
    }
}

/// Below, a secret can be guessed by who has the time.
const ENOUGH: usize = 80;
/// More is never told apart.
const MOST: usize = 256;

/// A rough number of bits, rounded down. What goes on as before (`aaa`, `abc`, `321`) or was there before (`abab`)
/// counts a quarter.
fn bits(secret: &str) -> usize {
    let letters: Vec<u32> = secret.chars().take(MOST).map(u32::from).collect();
    let quarters: usize = (0..letters.len()).map(|at| if is_guessed(&letters, at) { 1 } else { 4 }).sum();
    // Eighths of a bit for each, as whole numbers have them.
    let eighths = alphabet(secret).pow(8).checked_ilog2().unwrap_or_default() as usize;
    (quarters * eighths / 32).min(MOST)
}

/// The character follows from those before it.
fn is_guessed(letters: &[u32], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    letters[before].abs_diff(letters[at]) <= 1
        || letters[..at].windows(2).any(|pair| pair == &letters[before..=at])
}

/// How many characters the kinds have that occur.
fn alphabet(secret: &str) -> u64 {
    let has = |kind: fn(&char) -> bool, size: u64| {
        if secret.chars().any(|letter| kind(&letter)) { size } else { 0 }
    };
    has(char::is_ascii_lowercase, 26)
        + has(char::is_ascii_uppercase, 26)
        + has(char::is_ascii_digit, 10)
        + has(|letter| letter.is_ascii() && !letter.is_ascii_alphanumeric(), 33)
        + has(|letter| !letter.is_ascii(), 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_is_drawn_at_random_has_its_bits() {
        // 16 hexadecimal digits are 64 bits; as letters and digits they pass for 5.17 each.
        assert_eq!(bits("9f83ba60d27ce514"), 78);
        assert_eq!(bits("kq7Vx2LpZ9mRw4Ts"), 94);
        assert_eq!(bits("r8%Kz!w3"), 52);
    }

    #[test]
    fn what_is_weak_says_so_and_what_is_not_does_not() {
        let (weak, strong) =
            (Strength::of_chosen("9f83ba60d27ce514"), Strength::of_chosen("kq7Vx2LpZ9mRw4Ts"));
        assert!(weak.is_weak() && !strong.is_weak());
        assert_eq!(
            weak.sentence(),
            "Weak: 16 characters, about 78 bits if they are random. Replace makes a strong one"
        );
        assert_eq!(strong.sentence(), "16 characters, about 94 bits if they are random");
        let others =
            [Strength::MadeLater, Strength::Made { bits: 8 }, Strength::WellFormed { characters: 1 }];
        assert!(!others.into_iter().any(Strength::is_weak));
    }

    #[test]
    fn what_repeats_or_goes_on_counts_little() {
        assert_eq!(bits(""), 0);
        assert!(bits("aaaaaaaaaaaaaaaa") < 24);
        assert!(bits("abcdefghijklmnop") < 24);
        assert!(bits("1234567890") < 20);
        assert!(bits("abababababababab") < 30);
        assert!(bits("hunter2hunter2hunter2") < bits("hunter2") * 2);
    }

    #[test]
    fn no_text_is_too_long_or_too_strange() {
        assert!(bits(&"x".repeat(1_000_000)) <= MOST);
        let all: String = (1..=5000_u32).filter_map(|at| char::from_u32(at * 37 % 5003)).collect();
        assert_eq!(bits(&all), MOST);
        assert!(bits("漢字かな") > 10);
    }
}
