//! The tokens' promise: every pair of colours that words are set in can be read, in light and in dark.

use std::collections::BTreeMap;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const TOKENS: &str = include_str!("tokens.css");

/// WCAG 2.2, success criteria 1.4.3 and 1.4.11.
const WORDS: f64 = 4.5;
const SHAPES: f64 = 3.0;

#[derive(Clone, Copy)]
struct Oklch {
    lightness: f64,
    chroma: f64,
    hue: f64,
}

impl Oklch {
    /// The relative luminance, by way of Björn Ottosson's matrices to linear sRGB.
    fn luminance(self) -> f64 {
        let (red, yellow) =
            (self.chroma * self.hue.to_radians().cos(), self.chroma * self.hue.to_radians().sin());
        let cube = |x: f64| x * x * x;
        let l = cube(self.lightness + 0.396_337_777_4 * red + 0.215_803_757_3 * yellow);
        let m = cube(self.lightness - 0.105_561_345_8 * red - 0.063_854_172_8 * yellow);
        let s = cube(self.lightness - 0.089_484_177_5 * red - 1.291_485_548 * yellow);
        let channel =
            |from_l: f64, from_m: f64, from_s: f64| (from_l * l + from_m * m + from_s * s).clamp(0.0, 1.0);
        0.2126 * channel(4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2)
            + 0.7152 * channel(-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5)
            + 0.0722 * channel(-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701)
    }
}

fn contrast(one: Oklch, other: Oklch) -> f64 {
    let (one, other) = (one.luminance() + 0.05, other.luminance() + 0.05);
    one.max(other) / one.min(other)
}

/// `--text: var(--if-light, oklch(…)) var(--if-dark, oklch(…));`
fn tokens() -> BTreeMap<&'static str, [Oklch; 2]> {
    let token = |line: &'static str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": var(--if-light, oklch(")?;
        let (light, dark) = value.split_once(")) var(--if-dark, oklch(")?;
        Some((name, [colour(light)?, colour(dark.strip_suffix("));")?)?]))
    };
    TOKENS.lines().filter_map(token).collect()
}

fn colour(text: &str) -> Option<Oklch> {
    let mut numbers = text.split(' ').map(str::parse);
    let mut next = || numbers.next()?.ok();
    Some(Oklch { lightness: next()?, chroma: next()?, hue: next()? })
}

fn unreadable(words: &[&str], grounds: &[&str], least: f64) -> Vec<String> {
    let tokens = tokens();
    let pairs = words.iter().flat_map(|word| grounds.iter().map(move |ground| (*word, *ground)));
    let themes = pairs.flat_map(|pair| [(pair, 0, "light"), (pair, 1, "dark")]);
    themes
        .map(|((word, ground), at, theme)| {
            (contrast(tokens[word][at], tokens[ground][at]), word, ground, theme)
        })
        .filter(|(found, ..)| *found < least)
        .map(|(found, word, ground, theme)| format!("{word} on {ground}, {theme}: {found:.2}"))
        .collect()
}

#[test]
fn words_can_be_read_on_every_ground() {
    assert_eq!(
        unreadable(&["text", "muted"], &["surface", "raised", "sunken", "hover", "accent-soft"], WORDS),
        [""; 0]
    );
    assert_eq!(unreadable(&["accent"], &["surface", "raised", "hover"], WORDS), [""; 0]);
    assert_eq!(unreadable(&["accent-strong"], &["surface", "raised", "accent-soft"], WORDS), [""; 0]);
    assert_eq!(unreadable(&["on-accent"], &["accent", "accent-strong"], WORDS), [""; 0]);
}

#[test]
fn what_asks_for_attention_can_be_read() {
    for (word, tint) in [("good", "good-soft"), ("warn", "warn-soft"), ("bad", "bad-soft")] {
        assert_eq!(unreadable(&[word], &["surface", "raised", tint], WORDS), [""; 0]);
    }
}

#[test]
fn every_ink_of_a_file_can_be_read_whatever_its_line_is_marked_with() {
    let inks: Vec<&str> = tokens().into_keys().filter(|name| name.starts_with("ink-")).collect();
    assert_eq!(inks.len(), 7);
    let words = [&inks[..], &["text", "muted"]].concat();
    let grounds = ["sunken", "accent-soft", "good-soft", "bad-soft", "fresh"];
    assert_eq!(unreadable(&words, &grounds, WORDS), [""; 0]);
    assert_eq!(unreadable(&["good", "bad"], &["raised", "hover", "accent-soft"], WORDS), [""; 0]);
    assert_eq!(unreadable(&["good"], &["good-soft"], WORDS), [""; 0]);
    assert_eq!(unreadable(&["bad"], &["bad-soft"], WORDS), [""; 0]);
}

#[test]
fn the_edge_of_an_input_can_be_seen() {
    assert_eq!(unreadable(&["edge"], &["surface", "raised"], SHAPES), [""; 0]);
}
