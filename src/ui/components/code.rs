//! A file's text with the numbers of its lines. A line that stays the same keeps its element, so that a key press
//! touches what it changes and nothing else.

use leptos::prelude::*;

use crate::browser::lines::{self, Lines};
use crate::bundle::File;
use crate::ui::diff;
use crate::ui::erased::{follow, once_drawn};
use crate::ui::session::{Session, session};

pub const CODE_ID: &str = "preview-code";

#[component]
pub fn Code() -> impl IntoView {
    let session = session();
    follow_the_text(session);
    view! {
        <pre
            class="code"
            id=CODE_ID
            tabindex="0"
            role="region"
            aria-label=move || session.with_file(|file, _| file.path.to_owned())
        >
            <code class="code__text"></code>
        </pre>
    }
}

/// A line that comes into a file that is on show already is tinted for a moment; a whole new file is not.
fn follow_the_text(session: Session) {
    let settled = StoredValue::new("");
    let mut before = Lines::default();
    follow(move || {
        let file = |file: &File, marks: &[bool]| {
            (file.path, Lines { text: file.text.clone(), marks: marks.to_vec() })
        };
        let (path, after) = session.with_file(file).unwrap_or_default();
        let changed = diff::marks(&before.text, &after.text);
        lines::patch(CODE_ID, &before, &after, &changed, settled.get_value() == path);
        before = after;
        once_drawn(move || settled.set_value(path));
    });
}
