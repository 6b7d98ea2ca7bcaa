//! The rows of the file that is shown. It follows the person: a file that a change touches comes into view, with what was
//! touched in it tinted for a moment.

use super::diff::{self, Side};
use super::files::{Entry, Files, Touched};
use super::html;
use super::rows::Rows;
use crate::bundle::File;
use crate::message::{self, Show};
use crate::stack::FileKind;

/// About as many rows as a screen of 900 pixels shows.
const BLOCK: usize = 26;

/// What the page was given last.
#[derive(Default)]
pub struct Code {
    number: u32,
    path: String,
    as_changes: bool,
    rows: Rows,
}

impl Code {
    pub fn show(&mut self, files: &Files, show: &Show, touched: &[Touched]) -> message::Code {
        let is = |entry: &Entry, path: &str| entry.path() == path;
        let find = |path: &str| files.entries().find(|entry| is(entry, path));
        let wanted = show.path.as_deref().and_then(find).or_else(|| files.entries().next());
        let touched_path = |entry: &Entry| touched.iter().find(|touched| is(entry, &touched.path));
        let change = wanted.as_ref().and_then(touched_path).or(touched.first());
        let entry = change.and_then(|change| find(&change.path)).or(wanted);
        match entry {
            Some(entry) => self.show_entry(entry, show, change),
            None => message::Code::default(),
        }
    }

    fn show_entry(&mut self, entry: Entry, show: &Show, touched: Option<&Touched>) -> message::Code {
        let (old, new) = (text(entry.old), text(entry.new));
        // A file that is gone has no text of its own.
        let as_changes = show.as_changes || entry.new.is_none();
        let same_view = self.path == entry.path() && self.as_changes == as_changes;
        let rows = if as_changes {
            let unfolded = if same_view { &show.unfolded[..] } else { &[] };
            Rows::of_changes(old, new, &entry.change.steps, unfolded)
        } else {
            Rows::of_file(new, &entry.change.steps)
        };

        let was = touched.and_then(|change| change.was.as_ref());
        let steps = was.map_or_else(Vec::new, |was| diff::steps(was, new));
        let fresh: Vec<bool> =
            steps.iter().filter(|step| **step != Side::Old).map(|step| *step == Side::New).collect();
        let texts: Vec<&str> = rows.text.lines().collect();
        let (path, kind) = entry.file().map_or(("", FileKind::Plain), |file| (file.path.as_str(), file.kind));
        let html = |at: usize| {
            let mark = rows.marks[at];
            html::row(path, kind, texts[at], mark, fresh.get(mark.new) == Some(&true))
        };
        let known = same_view && show.has == self.number;
        let shown = if known {
            message::Rows::Changed { since: self.number, ops: self.rows.ops_to(&rows, &html) }
        } else {
            let rows: Vec<String> = (0..texts.len()).map(html).collect();
            message::Rows::All(rows.chunks(BLOCK).map(<[String]>::concat).collect())
        };
        // Before the first step that changes something, there are as many lines on both sides.
        let first = steps.iter().position(|step| *step != Side::Both).unwrap_or_default();
        let reveal = touched.map(|_| u32::try_from(rows.row_of(first)).unwrap_or_default());
        let path = path.to_owned();
        *self = Self { number: show.has.wrapping_add(1), path: path.clone(), as_changes, rows };
        message::Code { path, as_changes, number: self.number, rows: shown, reveal }
    }
}

fn text(file: Option<&File>) -> &str {
    file.map_or("", |file| &file.text)
}
