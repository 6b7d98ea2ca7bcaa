//! The lines of a text, an element each, changed in place.

use web_sys::{Document, Element};

/// A text, and which of its lines are marked. Where there are too few marks, a line has none.
#[derive(Default)]
pub struct Lines {
    pub text: String,
    pub marks: Vec<bool>,
}

impl Lines {
    fn all(&self) -> impl Iterator<Item = (&str, bool)> {
        self.text.lines().zip(self.marks.iter().copied().chain(std::iter::repeat(false)))
    }
}

/// Shows other lines than before, in the first element within the one of this id. Those that were `changed` get a new
/// element, which is tinted for a moment where it is `fresh`; the others keep theirs.
pub fn patch(id: &str, before: &Lines, after: &Lines, changed: &[bool], fresh: bool) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Some(within) = document.get_element_by_id(id).and_then(|element| element.first_element_child())
    else {
        return;
    };
    let mut before = before.all();
    let mut at = within.first_element_child();
    for ((text, mark), changed) in after.all().zip(changed) {
        if *changed {
            // A line that the browser makes no element for can't be shown, and nobody can be told.
            if let Some(line) = element(&document, text, class(mark, fresh)) {
                let _ = within.insert_before(&line, at.as_deref());
            }
            continue;
        }
        while let Some(line) = at.take() {
            at = line.next_element_sibling();
            match before.next() {
                Some((kept, marked)) if kept == text => {
                    if marked != mark {
                        line.set_class_name(class(mark, false));
                    }
                    break;
                }
                _ => line.remove(),
            }
        }
    }
    while let Some(line) = at {
        at = line.next_element_sibling();
        line.remove();
    }
}

fn element(document: &Document, text: &str, class: &str) -> Option<Element> {
    let element = document.create_element("span").ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(&format!("{text}\n")));
    Some(element)
}

fn class(mark: bool, fresh: bool) -> &'static str {
    match (mark, fresh) {
        (false, false) => "code__line",
        (true, false) => "code__line code__line--differs",
        (false, true) => "code__line code__line--fresh",
        (true, true) => "code__line code__line--differs code__line--fresh",
    }
}
