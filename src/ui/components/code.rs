//! A file's text with the numbers of its lines. A line that stays the same keeps its element, so that a key press
//! touches what it changes and nothing else.

use std::collections::HashMap;

use leptos::prelude::*;

use super::preview::changes;
use crate::bundle::File;
use crate::ui::session::session;

pub const CODE_ID: &str = "preview-code";

/// Equal lines are told apart by how many of their kind came before.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Line {
    text: String,
    earlier: u32,
    differs: bool,
}

#[component]
pub fn Code(
    /// What is shown.
    file: Memo<Option<File>>,
) -> impl IntoView {
    let session = session();
    let lines = Memo::new(move |_| {
        file.with(|file| {
            file.as_ref().map_or_else(Vec::new, |file| lines(&file.text, &changes(session, file)))
        })
    });
    let path = Memo::new(move |_| file.with(|file| file.as_ref().map(|file| file.path).unwrap_or_default()));

    // A line that comes into a file that is on show already is tinted for a moment; a whole new file is not.
    let settled = StoredValue::new("");
    Effect::new(move || {
        lines.track();
        let path = path.get();
        request_animation_frame(move || settled.set_value(path));
    });
    let line = move |line: Line| {
        let fresh = settled.get_value() == path.get_untracked();
        view! {
            <span class="code__line" class:code__line--differs=line.differs class:code__line--fresh=fresh>
                {line.text}
                "\n"
            </span>
        }
    };
    view! {
        <pre class="code" id=CODE_ID tabindex="0" role="region" aria-label=Signal::derive(move || path.get())>
            <code class="code__text">
                <For each=move || lines.get() key=Line::clone children=line />
            </code>
        </pre>
    }
}

fn lines(text: &str, marks: &[bool]) -> Vec<Line> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let marks = marks.iter().copied().chain(std::iter::repeat(false));
    let line = |(line, differs)| {
        let count = seen.entry(line).or_default();
        let earlier = *count;
        *count += 1;
        Line { text: line.to_owned(), earlier, differs }
    };
    text.lines().zip(marks).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_lines_are_the_same_to_the_list() {
        let lines = lines("a\n\na\n\n", &[false, true]);
        assert_eq!(lines.len(), 4);
        assert!(lines.iter().enumerate().all(|(at, line)| !lines[..at].contains(line)));
        assert!(lines[1].differs && !lines[3].differs);
    }
}
