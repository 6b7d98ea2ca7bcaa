//! How the rows on show become others, each row that stays the same in its element.

use super::code_html::class;
use super::code_marks::{Mark, Sign};
use super::code_rows::Rows;
use crate::browser::lines::Op;
use crate::ui::diff::{self, Side};

/// How rows become others of the same file, shown in the same way. `html` makes a row.
pub fn ops(before: &Rows, after: &Rows, html: &dyn Fn(usize) -> String) -> Vec<Op> {
    let mut ops = Vec::new();
    let (mut from, mut to) = (0, 0);
    for step in diff::steps(&before.text, &after.text) {
        match step {
            Side::Old => ops.push(Op::Drop),
            Side::New => ops.push(Op::Add(html(to))),
            Side::Both => match (before.marks[from].becomes(&after.marks[to]), ops.last_mut()) {
                (Becomes::Same, Some(Op::Keep(rows))) => *rows += 1,
                (Becomes::Same, _) => ops.push(Op::Keep(1)),
                (Becomes::Class, _) => ops.push(Op::Class(class(after.marks[to].sign, false))),
                (Becomes::Other, _) => {
                    ops.push(Op::Drop);
                    ops.push(Op::Add(html(to)));
                }
            },
        }
        from += usize::from(step != Side::New);
        to += usize::from(step != Side::Old);
    }
    ops
}

enum Becomes {
    Same,
    Class,
    Other,
}

impl Mark {
    /// Of a row whose text stays the same.
    fn becomes(&self, after: &Self) -> Becomes {
        let of_file = |mark: &Self| matches!(mark.sign, Sign::Plain | Sign::Differs);
        if of_file(self) && of_file(after) && self.fenced == after.fenced {
            if self.sign == after.sign { Becomes::Same } else { Becomes::Class }
        } else if self == after {
            Becomes::Same
        } else {
            Becomes::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::preview::code_rows::tests::{numbered, written};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// What the browser makes of the steps.
    fn applied(before: &Rows, after: &Rows) -> Vec<String> {
        let mut rows: Vec<String> = written(before);
        let mut at = 0;
        for op in ops(before, after, &|row| written(after)[row].clone()) {
            match op {
                Op::Keep(kept) => at += kept as usize,
                Op::Class(_) => {
                    let sign = if rows[at].starts_with('*') { " " } else { "*" };
                    rows[at].replace_range(..1, sign);
                    at += 1;
                }
                Op::Drop => drop(rows.remove(at)),
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
