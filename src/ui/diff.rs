//! Which lines of a text are not in another one, in its order.

/// Beyond this many comparisons the whole middle counts as changed.
const MOST: usize = 4_000_000;

/// One mark for each line of `new`: it differs from `old`.
pub fn marks(old: &str, new: &str) -> Vec<bool> {
    if old == new {
        return vec![false; new.lines().count()];
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = old.len().min(new.len()) - head;
    let tail =
        old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
    let (old, middle) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);

    let mut marks = vec![false; head];
    if old.len().saturating_mul(middle.len()) > MOST {
        marks.resize(head + middle.len(), true);
    } else {
        marks.extend(middle_marks(old, middle));
    }
    marks.resize(new.len(), false);
    marks
}

/// What the longest common subsequence leaves out.
fn middle_marks(old: &[&str], new: &[&str]) -> Vec<bool> {
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for (row, line) in old.iter().enumerate().rev() {
        for (column, other) in new.iter().enumerate().rev() {
            longest[row * width + column] = if line == other {
                longest[(row + 1) * width + column + 1] + 1
            } else {
                longest[(row + 1) * width + column].max(longest[row * width + column + 1])
            };
        }
    }
    let mut marks = vec![true; new.len()];
    let (mut row, mut column) = (0, 0);
    while row < old.len() && column < new.len() {
        if old[row] == new[column] {
            marks[column] = false;
            row += 1;
            column += 1;
        } else if longest[(row + 1) * width + column] >= longest[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// The lines that are marked.
    fn marked<'a>(old: &str, new: &'a str) -> Vec<&'a str> {
        new.lines().zip(marks(old, new)).filter(|(_, mark)| *mark).map(|(line, _)| line).collect()
    }

    #[test]
    fn the_same_has_no_mark() {
        assert!(marks("a\nb\n", "a\nb\n").iter().all(|mark| !mark));
        assert!(marks("", "").is_empty());
    }

    #[test]
    fn marks_what_was_changed_and_what_was_added() {
        assert_eq!(marked("a\nb\nc\nd\n", "a\nB\nc\nd\n"), ["B"]);
        assert_eq!(marked("a\nb\nc\n", "a\nx\nb\ny\nc\nz\n"), ["x", "y", "z"]);
        assert_eq!(marked("a\na\n", "a\na\na\n"), ["a"]);
    }

    #[test]
    fn what_was_taken_away_marks_nothing() {
        assert_eq!(marked("a\nb\nc\n", "a\nc\n"), [""; 0]);
        assert_eq!(marked("a\n", ""), [""; 0]);
    }

    #[test]
    fn every_line_has_its_mark() {
        for (old, new) in [("", "a\nb"), ("a\nb", "b"), ("x\ny\nz", "y\nx\nz\nx")] {
            assert_eq!(marks(old, new).len(), new.lines().count());
        }
    }
}
