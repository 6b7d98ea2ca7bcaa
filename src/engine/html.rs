//! A row as HTML. Every character of a file goes through [`escape`], and nothing of a file is ever in an attribute.

use super::highlight::{self, Ink};
use super::rows::{Mark, Sign};
use crate::stack::FileKind;
use crate::words::page::changes as say;

fn class(sign: Sign, fresh: bool) -> &'static str {
    match (sign, fresh) {
        (Sign::Plain, false) => "code__line",
        (Sign::Plain, true) => "code__line code__line--fresh",
        (Sign::Differs, false) => "code__line code__line--differs",
        (Sign::Differs, true) => "code__line code__line--differs code__line--fresh",
        (Sign::Same, false) => "code__row",
        (Sign::Same, true) => "code__row code__line--fresh",
        (Sign::Added, false) => "code__row code__row--added",
        (Sign::Added, true) => "code__row code__row--added code__line--fresh",
        (Sign::Removed, _) => "code__row code__row--removed",
        (Sign::Gap, _) => "code__gap",
    }
}

/// `path` and `kind` are those of the file that the text is of, for its colours.
pub fn row(path: &str, kind: FileKind, text: &str, mark: Mark, fresh: bool) -> String {
    let mut html = String::from("<span class=\"");
    if mark.sign == Sign::Gap {
        html.push_str("code__fold\"><button type=\"button\" class=\"code__gap\" data-gap=\"");
        html.push_str(&mark.old.to_string());
        html.push_str("\">");
        escape(text, &mut html);
        html.push_str("</button></span>");
        return html;
    }
    html.push_str(class(mark.sign, fresh));
    html.push_str("\">");
    if let Some((before, after, sign, said)) = gutter(mark) {
        for number in [before, after] {
            html.push_str("<span class=\"code__number\">");
            if let Some(number) = number {
                html.push_str(&(number + 1).to_string());
            }
            html.push_str("</span>");
        }
        html.push_str("<span class=\"code__sign\"><span aria-hidden=\"true\">");
        html.push_str(sign);
        html.push_str("</span><span class=\"only-heard\">");
        html.push_str(said);
        html.push_str("</span></span>");
    }
    highlight::parts(path, kind, mark.fenced, text, &mut |ink, part| match ink_class(ink) {
        None => escape(part, &mut html),
        Some(class) => {
            html.push_str("<span class=\"ink-");
            html.push_str(class);
            html.push_str("\">");
            escape(part, &mut html);
            html.push_str("</span>");
        }
    });
    html.push_str("\n</span>");
    html
}

type Gutter = (Option<usize>, Option<usize>, &'static str, &'static str);

fn gutter(mark: Mark) -> Option<Gutter> {
    match mark.sign {
        Sign::Same => Some((Some(mark.old), Some(mark.new), "", "")),
        Sign::Added => Some((None, Some(mark.new), "+", say::ADDED)),
        Sign::Removed => Some((Some(mark.old), None, "−", say::REMOVED)),
        Sign::Plain | Sign::Differs | Sign::Gap => None,
    }
}

fn ink_class(ink: Ink) -> Option<&'static str> {
    let class = match ink {
        Ink::Plain => return None,
        Ink::Comment => "comment",
        Ink::Key => "key",
        Ink::String => "string",
        Ink::Constant => "constant",
        Ink::Keyword => "keyword",
        Ink::Variable => "variable",
        Ink::Heading => "heading",
    };
    Some(class)
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stack::FileKind;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn nothing_of_a_file_becomes_an_element() {
        let text = "a: <script>alert(\"&\")</script> ${<b>} # <i>";
        for sign in [Sign::Plain, Sign::Added, Sign::Removed, Sign::Gap] {
            let html = row("a.yml", FileKind::Yaml, text, Mark { sign, ..Mark::default() }, false);
            let own = html
                .replace("<span", "")
                .replace("</span>", "")
                .replace("<button", "")
                .replace("</button>", "");
            assert!(!own.contains('<'), "{html}");
            assert!(html.contains("&lt;script&gt;") && html.contains("&amp;"), "{html}");
        }
    }

    #[test]
    fn a_row_of_the_changes_has_its_numbers_and_its_sign_in_words() {
        let mark = Mark { sign: Sign::Removed, old: 4, new: 7, fenced: false };
        let html = row("plain", FileKind::Plain, "x", mark, false);
        assert!(
            html.contains(">5</span>") && !html.contains(">8</span>") && html.contains(say::REMOVED),
            "{html}"
        );
    }
}
