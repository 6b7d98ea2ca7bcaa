//! Lines as terminals take them.

/// Longer lines are cut here and put together again.
const CUT: usize = 3000;

/// The line, in pieces if need be. A tab would complete a word there.
pub fn fold(out: &mut String, line: &str, place: &str) {
    let line = line.replace('\t', &format!("{place}TAB"));
    let mut rest = line.as_str();
    while rest.len() > CUT {
        let mut at = CUT;
        while !rest.is_char_boundary(at) {
            at -= 1;
        }
        // Not within a mark, which is the word and a few letters.
        let within = |found: &usize| (1..at).contains(found) && found + place.len() + 6 > at;
        if let Some(found) = rest.match_indices(place).map(|(found, _)| found).find(within) {
            at = found;
        }
        out.push_str(&rest[..at]);
        out.push_str(place);
        out.push_str("MORE\n");
        rest = &rest[at..];
    }
    out.push_str(rest);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_long_line_is_cut_but_no_mark_is() {
        for behind in 0..40 {
            let line = format!("{}BERTHPLACE12Xrest", "ü".repeat(CUT / 2 - 20) + &"x".repeat(behind));
            let mut out = String::new();
            fold(&mut out, &line, "BERTHPLACE");
            assert_eq!(out.replace("BERTHPLACEMORE\n", ""), format!("{line}\n"));
            assert_eq!(out.matches("BERTHPLACE12X").count(), 1, "{behind}");
        }
    }
}
