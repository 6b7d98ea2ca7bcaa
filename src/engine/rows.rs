//! The rows that a file is shown in: its own lines, or what was added and removed, with the rest folded.

use super::diff::{self, Side};
use super::highlight::Block;
use crate::message::Op;
use crate::words::page::changes as say;

/// So many lines around a change are not folded.
const CONTEXT: usize = 3;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Of a file: as the baseline has it.
    #[default]
    Plain,
    /// Of a file: not in the baseline.
    Differs,
    /// Of the changes.
    Same,
    Added,
    Removed,
    Gap,
}

/// What is shown beside a row's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mark {
    pub sign: Sign,
    /// The number of the line before, from 0; of a gap: how many gaps there are before it.
    pub old: usize,
    /// The number of the line now, from 0. Where there is none: the number of the next line.
    pub new: usize,
    /// It lies in a block of another language.
    pub fenced: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// A line a row.
    pub text: String,
    pub marks: Vec<Mark>,
}

impl Rows {
    /// Numbers are counted by the style, so that a line may move without being touched.
    pub fn of_file(text: &str, steps: &[Side]) -> Self {
        let mut differs = steps.iter().filter(|step| **step != Side::Old).map(|step| *step == Side::New);
        let mut fence = Block::default();
        let mark = |(new, line)| Mark {
            sign: if differs.next().unwrap_or(false) { Sign::Differs } else { Sign::Plain },
            old: 0,
            new,
            fenced: fence.holds(line),
        };
        let marks = text.lines().enumerate().map(mark).collect();
        Self { text: text.to_owned(), marks }
    }

    /// `unfolded`: the gaps that are.
    pub fn of_changes(old: &str, new: &str, steps: &[Side], unfolded: &[u32]) -> Self {
        let same = vec![Side::Both; new.lines().count()];
        let steps = if steps.is_empty() { &same } else { steps };
        let near = near(steps);
        let (mut old, mut new) = (old.lines(), new.lines());
        let (mut was, mut is) = (Block::default(), Block::default());
        let mut rows = Self::default();
        let (mut at, mut gaps) = (Mark::default(), 0);
        let mut from = 0;
        while from < steps.len() {
            let until = near[from..].iter().position(|other| *other != near[from]);
            let until = until.map_or(steps.len(), |length| from + length);
            // One line takes no less place folded.
            let folds = !near[from] && until - from > 1;
            let folded = folds && !unfolded.contains(&gaps);
            if folded {
                let mark = Mark { sign: Sign::Gap, old: gaps as usize, ..at };
                rows.push(&say::unchanged(until - from), mark);
            }
            gaps += u32::from(folds);
            for step in &steps[from..until] {
                let (sign, line, fenced) = match step {
                    Side::Old => {
                        let line = old.next().unwrap_or_default();
                        (Sign::Removed, line, was.holds(line))
                    }
                    Side::New => {
                        let line = new.next().unwrap_or_default();
                        (Sign::Added, line, is.holds(line))
                    }
                    Side::Both => {
                        let line = new.next().unwrap_or_default();
                        old.next();
                        was.holds(line);
                        (Sign::Same, line, is.holds(line))
                    }
                };
                if !folded {
                    rows.push(line, Mark { sign, fenced, ..at });
                }
                at.old += usize::from(*step != Side::New);
                at.new += usize::from(*step != Side::Old);
            }
            from = until;
        }
        rows
    }

    fn push(&mut self, line: &str, mark: Mark) {
        self.text.push_str(line);
        self.text.push('\n');
        self.marks.push(mark);
    }

    /// How these become other rows of the same file, shown in the same way. `html` makes a row.
    pub fn ops_to(&self, after: &Self, html: &dyn Fn(usize) -> String) -> Vec<Op> {
        let mut ops = Vec::new();
        let mut row = 0;
        for step in diff::between(self.seen(), after.seen()) {
            match (step, ops.last_mut()) {
                (Side::Both, Some(Op::Keep(count))) | (Side::Old, Some(Op::Drop(count))) => *count += 1,
                (Side::Both, _) => ops.push(Op::Keep(1)),
                (Side::Old, _) => ops.push(Op::Drop(1)),
                (Side::New, _) => ops.push(Op::Add(html(row))),
            }
            row += usize::from(step != Side::Old);
        }
        ops
    }

    /// What is to be seen of each row. The lines of a file itself are numbered by the style.
    fn seen(&self) -> impl Iterator<Item = (&str, Mark)> {
        let marks = self.marks.iter().map(|mark| match mark.sign {
            Sign::Plain | Sign::Differs => Mark { new: 0, ..*mark },
            _ => *mark,
        });
        self.text.lines().zip(marks)
    }

    /// The row of a line as it is now, or the next row that shows one.
    pub fn row_of(&self, line: usize) -> usize {
        let mut rows = self.marks.iter().enumerate();
        // A gap ends where the next row begins.
        let next = |at: usize| self.marks.get(at + 1).map_or(usize::MAX, |mark| mark.new);
        let holds =
            |(at, mark): &(usize, &Mark)| mark.new >= line || mark.sign == Sign::Gap && next(*at) > line;
        rows.find(holds).map_or(self.marks.len().saturating_sub(1), |(at, _)| at)
    }
}

/// Which steps are a change, or near one.
fn near(steps: &[Side]) -> Vec<bool> {
    let mut near = vec![false; steps.len()];
    for back in [false, true] {
        let mut left = 0_usize;
        for at in 0..steps.len() {
            let at = if back { steps.len() - 1 - at } else { at };
            left = if steps[at] == Side::Both { left.saturating_sub(1) } else { CONTEXT + 1 };
            near[at] |= left > 0;
        }
    }
    near
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn numbered(lines: std::ops::Range<usize>) -> String {
        lines.map(|line| format!("{line}\n")).collect()
    }

    fn written(rows: &Rows) -> Vec<String> {
        let sign = |mark: &Mark| match mark.sign {
            Sign::Plain | Sign::Same => ' ',
            Sign::Differs => '*',
            Sign::Added => '+',
            Sign::Removed => '-',
            Sign::Gap => '@',
        };
        let rows = rows.text.lines().zip(&rows.marks);
        rows.map(|(line, mark)| format!("{}{line} {}:{}", sign(mark), mark.old, mark.new)).collect()
    }

    #[test]
    fn the_lines_of_a_file_are_marked_where_they_differ() {
        let (old, new) = ("a\nb\nc\n", "a\nB\n");
        let rows = Rows::of_file(new, &diff::steps(old, new));
        assert_eq!(written(&rows), [" a 0:0", "*B 0:1"]);
    }

    #[test]
    fn changes_have_three_lines_around_them_and_the_rest_is_folded() {
        let old = numbered(0..20);
        let new = old.replace("\n10\n", "\nten\n");
        let steps = diff::steps(&old, &new);
        let rows = Rows::of_changes(&old, &new, &steps, &[]);
        assert_eq!(
            written(&rows),
            [
                "@7 unchanged lines 0:0",
                " 7 7:7",
                " 8 8:8",
                " 9 9:9",
                "-10 10:10",
                "+ten 11:10",
                " 11 11:11",
                " 12 12:12",
                " 13 13:13",
                "@6 unchanged lines 1:14",
            ]
        );
        assert_eq!((rows.row_of(2), rows.row_of(10), rows.row_of(17)), (0, 4, 9));
        let rows = Rows::of_changes(&old, &new, &steps, &[0, 1]);
        assert_eq!(rows.marks.len(), 21);
    }

    #[test]
    fn one_line_is_not_folded_and_no_change_folds_all() {
        let (old, new) = (numbered(0..9), numbered(0..9).replace("4\n", "").replace("0\n", "zero\n"));
        let steps = diff::steps(&old, &new);
        assert!(!Rows::of_changes(&old, &new, &steps, &[]).marks.iter().any(|mark| mark.sign == Sign::Gap));
        assert_eq!(written(&Rows::of_changes(&old, &old, &[], &[])), ["@9 unchanged lines 0:0"]);
        assert_eq!(Rows::of_changes("", "", &[], &[]), Rows::default());
    }

    #[test]
    fn a_block_of_another_language_is_known() {
        for text in ["a\n```sh\n# b\n```\nc\n", "a\ncat <<'END' >b\nthen\nEND\n<<: *c\n"] {
            let fenced: Vec<bool> = Rows::of_file(text, &[]).marks.iter().map(|mark| mark.fenced).collect();
            assert_eq!(fenced, [false, false, true, false, false], "{text}");
        }
    }

    /// What the browser makes of the steps.
    fn applied(before: &Rows, after: &Rows) -> Vec<String> {
        let mut rows: Vec<String> = written(before);
        let mut at = 0;
        for op in before.ops_to(after, &|row| written(after)[row].clone()) {
            match op {
                Op::Keep(count) => at += count as usize,
                Op::Drop(count) => drop(rows.drain(at..at + count as usize)),
                Op::Add(row) => {
                    rows.insert(at, row);
                    at += 1;
                }
            }
        }
        rows
    }

    #[test]
    fn the_rows_on_show_become_the_others() {
        let base = numbered(0..20);
        let texts = [
            base.clone(),
            base.replace("\n5\n", "\nfive\n"),
            base.replace("3\n", ""),
            "x\n".to_owned() + &base,
        ];
        for (one, other) in texts.iter().flat_map(|one| texts.iter().map(move |other| (one, other))) {
            let rows = |new: &str| Rows::of_changes(&base, new, &diff::steps(&base, new), &[]);
            assert_eq!(applied(&rows(one), &rows(other)), written(&rows(other)));
            let plain = |new: &str| {
                let mut rows = Rows::of_file(new, &diff::steps(&base, new));
                // Counted by the style.
                rows.marks.iter_mut().for_each(|mark| mark.new = 0);
                rows
            };
            assert_eq!(applied(&plain(one), &plain(other)), written(&plain(other)));
        }
    }
}
