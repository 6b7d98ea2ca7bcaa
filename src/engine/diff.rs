//! The way from one text to another, line by line.

use std::hash::Hash;

use imara_diff::{Algorithm, Diff, InternedInput};

/// Which of two texts a line is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Both,
    Old,
    New,
}

/// Every line of both texts, in order. What is taken away comes before what takes its place.
pub fn steps(old: &str, new: &str) -> Vec<Side> {
    between(old.lines(), new.lines())
}

/// The same of lines that are more than their text.
pub fn between<L: Default + Eq + Hash>(
    old: impl Iterator<Item = L>,
    new: impl Iterator<Item = L>,
) -> Vec<Side> {
    let mut lines = InternedInput::default();
    lines.update_before(old);
    lines.update_after(new);
    let mut steps = Vec::with_capacity(lines.before.len().max(lines.after.len()));
    let mut kept = 0;
    for hunk in Diff::compute(Algorithm::Myers, &lines).hunks() {
        steps.extend((kept..hunk.before.start).map(|_| Side::Both));
        steps.extend(hunk.before.clone().map(|_| Side::Old));
        steps.extend(hunk.after.map(|_| Side::New));
        kept = hunk.before.end;
    }
    steps.extend(lines.before.iter().skip(kept as usize).map(|_| Side::Both));
    steps
}

/// How many lines are on one side only.
pub fn count(steps: &[Side], side: Side) -> usize {
    steps.iter().filter(|step| **step == side).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// As a unified diff would have it, without its context.
    fn written(old: &str, new: &str) -> String {
        let (mut old_lines, mut new_lines) = (old.lines(), new.lines());
        let mut text = String::new();
        for step in steps(old, new) {
            let (sign, line) = match step {
                Side::Both => {
                    assert_eq!(old_lines.next(), new_lines.next());
                    continue;
                }
                Side::Old => ('-', old_lines.next()),
                Side::New => ('+', new_lines.next()),
            };
            text.push(sign);
            text.push_str(line.expect("a line for each step"));
        }
        assert_eq!((old_lines.next(), new_lines.next()), (None, None));
        text
    }

    #[test]
    fn the_same_has_no_change() {
        assert_eq!(steps("a\nb\n", "a\nb\n"), [Side::Both; 2]);
        assert_eq!(steps("", ""), []);
    }

    #[test]
    fn what_is_taken_away_comes_before_what_takes_its_place() {
        assert_eq!(written("a\nb\nc\nd\n", "a\nB\nc\nd\n"), "-b+B");
        assert_eq!(written("a\nb\nc\n", "a\nx\nb\ny\nc\nz\n"), "+x+y+z");
        assert_eq!(written("a\na\n", "a\na\na\n"), "+a");
        assert_eq!(written("a\nb\nc\n", "a\nc\n"), "-b");
        assert_eq!(written("a\nb\n", "x\ny\n"), "-a-b+x+y");
    }

    #[test]
    fn a_file_on_one_side_only_is_wholly_added_or_removed() {
        assert_eq!(written("a\nb\n", ""), "-a-b");
        assert_eq!(written("", "a\nb\n"), "+a+b");
    }

    #[test]
    fn texts_of_which_nothing_is_in_order_are_compared_in_time() {
        let old: String = (0..5000).map(|line| format!("{line}\n")).collect();
        let new: String = (0..5000).rev().map(|line| format!("{line}\n")).collect();
        let steps = steps(&old, &new);
        assert_eq!(count(&steps, Side::Old), count(&steps, Side::New));
        assert!((1..5000).contains(&count(&steps, Side::Both)));
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod properties {
    use super::*;
    use proptest::prelude::*;

    /// What `side` has, made of the other side's lines and the steps, with this side's own lines filled in.
    fn applied<'a>(from: &'a str, to: &'a str, steps: &[Side], own: Side) -> Vec<&'a str> {
        let (mut from, mut to) = (from.lines(), to.lines());
        let mut lines = Vec::new();
        for step in steps {
            if *step == Side::Both {
                lines.extend(from.next());
                to.next();
            } else if *step == own {
                lines.extend(to.next());
            } else {
                from.next();
            }
        }
        assert_eq!(from.next(), None);
        lines
    }

    proptest! {
        #[test]
        fn the_steps_lead_from_old_to_new_and_back(old in "([a-d]\n){0,30}", new in "([a-d]\n){0,30}") {
            let steps = steps(&old, &new);
            prop_assert_eq!(applied(&old, &new, &steps, Side::New), new.lines().collect::<Vec<_>>());
            prop_assert_eq!(applied(&new, &old, &steps, Side::Old), old.lines().collect::<Vec<_>>());
        }
    }
}
