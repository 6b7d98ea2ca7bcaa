//! The way from one text to another, line by line.

/// Beyond this many comparisons the whole middle counts as replaced.
const MOST: usize = 1_000_000;

/// Which of two texts a line is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Both,
    Old,
    New,
}

/// Every line of both texts, in order. What is taken away comes before what takes its place.
pub fn steps(old: &str, new: &str) -> Vec<Side> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = old.len().min(new.len()) - head;
    let tail =
        old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();

    let mut steps = vec![Side::Both; head];
    middle(&old[head..old.len() - tail], &new[head..new.len() - tail], &mut steps);
    steps.resize(steps.len() + tail, Side::Both);
    steps
}

/// By the longest common subsequence, where it is to be had in time.
fn middle(old: &[&str], new: &[&str], steps: &mut Vec<Side>) {
    let (mut row, mut column) = (0, 0);
    if old.len().saturating_mul(new.len()) <= MOST {
        let longest = longest(old, new);
        let width = new.len() + 1;
        while row < old.len() && column < new.len() {
            if old[row] == new[column] {
                steps.push(Side::Both);
                row += 1;
                column += 1;
            } else if longest[(row + 1) * width + column] >= longest[row * width + column + 1] {
                steps.push(Side::Old);
                row += 1;
            } else {
                steps.push(Side::New);
                column += 1;
            }
        }
    }
    steps.resize(steps.len() + old.len() - row, Side::Old);
    steps.resize(steps.len() + new.len() - column, Side::New);
}

/// How long a common subsequence of what follows each pair of lines is. Neither side is longer than a `u16` counts
/// unless the other is empty.
fn longest(old: &[&str], new: &[&str]) -> Vec<u16> {
    let width = new.len() + 1;
    let mut longest = vec![0_u16; (old.len() + 1) * width];
    if new.is_empty() {
        return longest;
    }
    for (row, line) in old.iter().enumerate().rev() {
        for (column, other) in new.iter().enumerate().rev() {
            longest[row * width + column] = if line == other {
                longest[(row + 1) * width + column + 1].saturating_add(1)
            } else {
                longest[(row + 1) * width + column].max(longest[row * width + column + 1])
            };
        }
    }
    longest
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
    fn what_is_too_long_to_compare_is_replaced_as_a_whole() {
        let old: String = (0..2000).map(|line| format!("{line}\n")).collect();
        let new: String = (0..2000).rev().map(|line| format!("{line}\n")).collect();
        let steps = steps(&old, &new);
        assert_eq!((count(&steps, Side::Old), count(&steps, Side::New)), (2000, 2000));
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
