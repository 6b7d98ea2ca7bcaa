//! A text that differs by which secrets are there, as pieces that are the same for all and pieces that are not.

/// What is the same in each variant, or what each has instead.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    Common(String),
    Each(Vec<String>),
}

/// A line that says too little to tell where two texts are the same again.
const TELLING: usize = 8;

/// `same(at, first, other)`: whether a line of the first variant is this one in the variant `at`.
pub fn pieces(texts: &[&str], same: impl Fn(usize, &str, &str) -> bool) -> Vec<Piece> {
    let mut all = Vec::new();
    for text in texts {
        all.push(text.split_inclusive('\n').collect::<Vec<_>>());
    }
    let found = |at: usize, lines: &[&str], line: &str| lines.iter().position(|other| same(at, line, other));
    let mut from = vec![0; texts.len()];
    let mut pieces = Vec::new();
    while all.iter().zip(&from).any(|(lines, from)| *from < lines.len()) {
        // The next line that all of them have.
        let mut next: Vec<usize> = all.iter().map(Vec::len).collect();
        for line in &all[0][from[0]..] {
            let mut there = Vec::new();
            for (at, lines) in all.iter().enumerate() {
                there.extend(found(at, &lines[from[at]..], line).map(|steps| from[at] + steps));
            }
            // At once, or behind what differs.
            if there.len() == all.len() && (there == from || line.len() > TELLING) {
                next = there;
                break;
            }
        }
        if next == from {
            let line = all[0][from[0]];
            match pieces.last_mut() {
                Some(Piece::Common(text)) => text.push_str(line),
                _ => pieces.push(Piece::Common(line.to_owned())),
            }
            for from in &mut from {
                *from += 1;
            }
        } else {
            let between = all.iter().zip(from.iter().zip(&next));
            pieces.push(Piece::Each(between.map(|(lines, (from, to))| lines[*from..*to].concat()).collect()));
            from = next;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_differs_is_told_from_what_is_the_same() {
        let texts =
            ["the head line\n1. last\nthe tail line", "the head line\n1. first\n2. last\nthe tail line", ""];
        let found = pieces(&texts[..2], |_, one, other| one == other);
        assert_eq!(
            found,
            [
                Piece::Common("the head line\n".into()),
                Piece::Each(vec!["1. last\n".into(), "1. first\n2. last\n".into()]),
                Piece::Common("the tail line".into()),
            ]
        );
        let found = pieces(&texts, |_, one, other| one == other);
        assert_eq!(found, [Piece::Each(texts.map(str::to_owned).to_vec())]);
    }
}
