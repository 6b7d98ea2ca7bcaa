//! A failure that can be read: each complaint once, with how many bundles it is about and the first of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Complaints;

const SHOWN: usize = 20;

/// Fails with what is wrong with any of these; else says how many there were.
pub fn judged<'a, T>(all: impl Iterator<Item = (&'a String, T)>, check: impl Fn(T) -> Complaints) {
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut judged = 0;
    for (name, one) in all {
        judged += 1;
        for complaint in check(one) {
            found.entry(complaint).or_default().push(name);
        }
    }
    assert!(judged > 0, "no bundle to judge");
    assert!(found.is_empty(), "{}", lines(&found, judged));
    counted(judged);
}

pub fn counted(bundles: usize) {
    eprintln!("     bundles: {bundles}");
}

fn lines(found: &BTreeMap<String, Vec<&str>>, judged: usize) -> String {
    let mut text = String::new();
    for (complaint, names) in found.iter().take(SHOWN) {
        let _ = writeln!(text, "{} of {judged} bundles, first `{}`:\n  {complaint}", names.len(), names[0]);
    }
    if found.len() > SHOWN {
        let _ = writeln!(text, "and {} more", found.len() - SHOWN);
    }
    text
}
