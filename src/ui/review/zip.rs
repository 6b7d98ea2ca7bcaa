//! What is in the zip.

use leptos::prelude::*;

use super::Rows;
use super::table::{Cell, table};
use crate::messages::page::{preview, review as say};
use crate::ui::session::Session;

pub fn rows(session: Session) -> Rows {
    let (made, files) = (session.made(), session.files());
    let about = |path: &str| {
        let file = made.plan.files.iter().find(|file| file.path == path);
        file.map_or("", |file| file.about).to_owned()
    };
    let rows = files.files().map(|(file, _)| {
        [file.path.to_owned(), about(file.path), preview::size(file.text.len()), preview::mode(file.mode)]
    });
    rows.collect()
}

const COLUMNS: [(&str, Cell); 4] =
    [(say::PATH, Cell::Code), (say::PURPOSE, Cell::Words), (say::SIZE, Cell::Words), (say::MODE, Cell::Code)];

pub fn view(session: Session, rows: Rows) -> AnyView {
    table(session, &COLUMNS, rows)
}
