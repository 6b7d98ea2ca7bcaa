//! Secrets out of random bytes (G3).

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use zeroize::Zeroize;

use super::Entropy;
use crate::stack::Recipe;
use crate::values::Secret;

const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

pub fn secret(prefix: &str, recipe: Recipe, entropy: &mut dyn Entropy) -> Secret {
    match recipe {
        Recipe::Letters(count) => {
            let mut made = letters(usize::from(count), entropy);
            let text = [prefix, &made].concat();
            made.zeroize();
            Secret::new(text)
        }
        Recipe::Base64(count) => {
            let mut bytes = vec![0; usize::from(count)];
            entropy.fill(&mut bytes);
            let text = BASE64.encode(&bytes);
            bytes.zeroize();
            Secret::new(text)
        }
    }
}

/// A byte that would favour the first letters is thrown away: 62 does not divide 256.
fn letters(count: usize, entropy: &mut dyn Entropy) -> String {
    // The largest multiple of 62 that a byte can count up to.
    const FAIR: u8 = 248;
    let mut text = String::with_capacity(count);
    let mut bytes = [0; 64];
    while text.len() < count {
        entropy.fill(&mut bytes);
        let fair = bytes
            .iter()
            .filter(|byte| **byte < FAIR)
            .map(|byte| char::from(LETTERS[usize::from(*byte) % 62]));
        text.extend(fair.take(count - text.len()));
    }
    bytes.zeroize();
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::answers::Counting;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn g3_fair_bytes_are_shared_out_evenly() {
        assert_eq!(256 / LETTERS.len() * LETTERS.len(), 248);
    }

    #[test]
    fn g3_no_letter_is_favoured() {
        // Counting yields every byte equally often: what is made of it must hold every letter equally often.
        let text = letters(62 * 4 * 10, &mut Counting::default());
        let mut counts = BTreeMap::new();
        for letter in text.chars() {
            *counts.entry(letter).or_insert(0) += 1;
        }
        assert_eq!(counts.len(), 62);
        assert!(counts.values().all(|count| *count == 40), "{counts:?}");
    }

    #[test]
    fn g3_each_recipe_gives_its_length() {
        assert_eq!(secret("", Recipe::Letters(32), &mut Counting::default()).expose().len(), 32);
        let made = secret("", Recipe::Base64(32), &mut Counting::default());
        assert_eq!(BASE64.decode(made.expose()).unwrap(), (0..32).collect::<Vec<u8>>());
    }

    #[test]
    fn g3_a_prefix_takes_none_of_the_letters() {
        let made = secret("camp_sk_", Recipe::Letters(32), &mut Counting::default());
        let plain = secret("", Recipe::Letters(32), &mut Counting::default());
        assert_eq!(made.expose().strip_prefix("camp_sk_"), Some(plain.expose()));
    }

    #[test]
    fn g3_entropy_decides_everything() {
        let mut entropy = Counting::default();
        let first = secret("", Recipe::Letters(32), &mut entropy);
        assert_ne!(first, secret("", Recipe::Letters(32), &mut entropy));
        assert_eq!(first, secret("", Recipe::Letters(32), &mut Counting::default()));
    }
}
