//! What any value must be: printable, so that it survives `.env`, interpolation and a terminal.

use super::Wrong;

/// A tab is kept; a line break, NUL or other control character is refused (G1), and so are the two codes that Unicode
/// keeps free of letters: YAML and Erlang can't read them.
pub fn printable(raw: &str) -> Result<(), Wrong> {
    match raw.chars().find(|c| c.is_control() && *c != '\t' || matches!(c, '\u{fffe}' | '\u{ffff}')) {
        None => Ok(()),
        Some('\n' | '\r') => Err(Wrong::LineBreak),
        Some(code @ ('\u{fffe}' | '\u{ffff}')) => Err(Wrong::NotALetter { code: code.into() }),
        Some(other) => Err(Wrong::ControlCharacter { code: other.into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn g1_refuses_what_a_dotenv_line_cannot_carry() {
        for bad in ["a\nb", "a\r", "\0", "\u{7f}", "\u{1b}[0m", "\u{85}", "\u{ffff}"] {
            assert!(printable(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn takes_any_printable_text() {
        for good in ["", "tab\there", "£ü漢😀", r#"$HOME `x` "q" 'q' \ #"#] {
            assert!(printable(good).is_ok(), "{good:?}");
        }
    }
}
