//! A file's text, or what differs in it. A row that stays the same keeps its element, so that a key press touches what
//! it changes and nothing else. It follows the person: what a change touches comes into view, and is tinted for a
//! moment.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::code_html;
use super::code_rows::Rows;
use crate::browser::{document, lines};
use crate::bundle::File;
use crate::target::compose::Rendering;
use crate::ui::diff::{self, Side};
use crate::ui::erased::{either, on, once_shown};
use crate::ui::session::{Entry, Session, session};

const CODE_ID: &str = "preview-code";

/// `also` is told which files the last change touched.
pub fn code(also: RwSignal<Vec<String>>) -> impl IntoView {
    let session = session();
    let open = RwSignal::new(Vec::new());
    keep_up(session, open, also);
    let unfold = move |event: ev::MouseEvent| {
        if let Some(gap) = document::attribute_at(&event, "data-gap") {
            open.update(|open| open.push(gap));
            document::focus(CODE_ID);
        }
    };
    view! {
        <pre
            class=move || either(session.shows_changes(), "code code--changes", "code")
            id=CODE_ID
            tabindex="0"
            role="region"
            aria-label=move || session.shown_path()
            on:click=on(unfold)
        >
            <code class="code__text"></code>
        </pre>
    }
}

/// What is on show.
#[derive(Default)]
struct Showing {
    path: Option<String>,
    as_changes: bool,
    rows: Rows,
}

/// The lines that the last change touched, and where they are to be seen.
struct Touched {
    path: String,
    /// The text from before; none: the file is new.
    was: Option<String>,
}

fn keep_up(session: Session, open: RwSignal<Vec<String>>, also: RwSignal<Vec<String>>) {
    let mut showing = Showing::default();
    let mut watch = Watch::default();
    let mut touched: Option<Touched> = None;
    Effect::new(move |_| {
        let path = session.shown_path();
        let as_changes = session.shows_changes();
        if let Some(change) = watch.look(session, path.as_deref(), also) {
            let other = Some(&change.path) != path.as_ref();
            let change = touched.insert(change);
            if other {
                // It comes back here, to show that file.
                session.show_file(&change.path);
                return;
            }
        }
        let same_view = showing.path == path && showing.as_changes == as_changes;
        if !same_view && !open.with_untracked(Vec::is_empty) {
            open.set(Vec::new());
        }
        let touched = touched.take().filter(|change| Some(&change.path) == path.as_ref());
        let open = open.get();
        let rows = session.with_entry(|entry| {
            let before = same_view.then_some(&showing.rows);
            show(entry, as_changes, &open, before, touched.as_ref())
        });
        // The first text of all is there from its beginning, and to say so would have it laid out twice.
        if !same_view && showing.path.is_some() {
            request_animation_frame(|| lines::rewind(CODE_ID));
        }
        showing = Showing { path, as_changes, rows: rows.unwrap_or_else(clear) };
    });
}

fn clear() -> Rows {
    request_animation_frame(|| lines::fill(CODE_ID, ""));
    Rows::default()
}

/// `before`: the rows on show, if they are of the same file, shown in the same way.
fn show(
    entry: Entry,
    as_changes: bool,
    open: &[String],
    before: Option<&Rows>,
    touched: Option<&Touched>,
) -> Rows {
    let Some(file) = entry.file() else { return Rows::default() };
    let text = |file: Option<&File>| file.map_or(String::new(), |file| file.text.clone());
    let new = text(entry.new);
    let rows = if as_changes {
        Rows::of_changes(&text(entry.old), &new, &entry.change.steps, open)
    } else {
        Rows::of_file(&new, &entry.change.steps)
    };

    let was = touched.and_then(|change| change.was.as_ref());
    let steps = was.map_or_else(Vec::new, |was| diff::steps(was, &new));
    let fresh: Vec<bool> =
        steps.iter().filter(|step| **step != Side::Old).map(|step| *step == Side::New).collect();
    let texts: Vec<&str> = rows.text.lines().collect();
    let html = |at: usize| {
        let mark = rows.marks[at];
        code_html::row(file, texts[at], mark, fresh.get(mark.new) == Some(&true))
    };
    // With the frame, so that the browser lays it out once: after a key it lays out at once what it is told at once.
    if let Some(before) = before {
        let ops = before.ops_to(&rows, &html);
        request_animation_frame(move || lines::patch(CODE_ID, ops));
    } else {
        let html: String = (0..texts.len()).map(html).collect();
        request_animation_frame(move || lines::fill(CODE_ID, &html));
    }
    if touched.is_some() {
        // Before the first step that changes something, there are as many lines on both sides.
        let first = steps.iter().position(|step| *step != Side::Both).unwrap_or_default();
        let row = u32::try_from(rows.row_of(first)).unwrap_or_default();
        once_shown(move || lines::reveal(CODE_ID, row));
    }
    rows
}

/// The files as they were, to see which ones a change touches.
#[derive(Default)]
struct Watch {
    last: Option<Arc<Rendering<'static>>>,
    revealed: bool,
}

impl Watch {
    /// What a change touched: the file that is shown, or else the first of those that were.
    fn look(
        &mut self,
        session: Session,
        shown: Option<&str>,
        also: RwSignal<Vec<String>>,
    ) -> Option<Touched> {
        let (files, revealed) = (session.files(), session.revealed().get());
        let new = files.shown.as_ref().ok()?;
        let old = self.last.replace(new.clone())?;
        if std::mem::replace(&mut self.revealed, revealed) != revealed || Arc::ptr_eq(&old, new) {
            return None;
        }
        let touched = |file: &&File| old.file(&file.path).is_none_or(|before| before.text != file.text);
        let paths: Vec<String> = new.files.iter().filter(touched).map(|file| file.path.clone()).collect();
        let at = paths.iter().position(|path| Some(path.as_str()) == shown).unwrap_or_default();
        if paths.is_empty() {
            return None;
        }
        let path = paths[at].clone();
        if also.with_untracked(|also| *also != paths) {
            also.set(paths);
        }
        let was = old.file(&path).map(|file| file.text.clone());
        Some(Touched { path, was })
    }
}
