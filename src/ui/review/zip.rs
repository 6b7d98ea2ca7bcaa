//! What is in the zip.

use leptos::prelude::*;

use super::table::{Cell, Column, table};
use crate::target::compose;
use crate::ui::session::Session;
use crate::words::page::{preview, review as say};

#[derive(PartialEq)]
pub struct ZipFile {
    path: String,
    about: &'static str,
    bytes: usize,
    mode: u32,
}

pub fn files(session: Session) -> Vec<ZipFile> {
    let (made, files) = (session.made(), session.files());
    let decided = compose::files(&made.plan);
    let about = |path: &str| {
        let file = decided.iter().find(|file| file.path == path);
        file.map_or("", |file| file.about)
    };
    let files = files.files().map(|(file, _)| ZipFile {
        path: file.path.clone(),
        about: about(&file.path),
        bytes: file.text.len(),
        mode: file.mode,
    });
    files.collect()
}

const COLUMNS: [Column<ZipFile>; 4] = [
    Column { head: say::PATH, cell: |file| Cell::Code(file.path.clone()) },
    Column { head: say::PURPOSE, cell: |file| Cell::Words(file.about.to_owned()) },
    Column { head: say::SIZE, cell: |file| Cell::Words(preview::size(file.bytes)) },
    Column { head: say::MODE, cell: |file| Cell::Code(preview::mode(file.mode)) },
];

pub fn view(session: Session, files: &[ZipFile]) -> AnyView {
    table(session, &COLUMNS, files)
}
