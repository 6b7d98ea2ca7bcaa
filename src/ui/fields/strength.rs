//! How hard a typed secret is to guess at best: had each character been drawn at random from the kinds that occur.

/// More is never told apart.
const MOST: usize = 256;

/// A rough number of bits, rounded down. What goes on as before (`aaa`, `abc`, `321`) or was there before (`abab`)
/// counts a quarter.
pub fn bits(secret: &str) -> usize {
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
