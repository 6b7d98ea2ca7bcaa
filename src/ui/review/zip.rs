//! What is in the zip.

use leptos::prelude::*;

use super::table::table;
use crate::message::{Cell, File, Table};
use crate::ui::erased::live_from;
use crate::ui::session::Session;
use crate::words::page::{preview, review as say};

pub fn view(session: Session) -> AnyView {
    live_from(move || files(session), move |files| table(session, files))
}

fn files(session: Session) -> Table {
    let file = |file: &File| {
        vec![
            Cell::Code(file.path.clone()),
            Cell::Words(file.about.clone()),
            Cell::Words(preview::size(file.size)),
            Cell::Code(preview::mode(file.mode)),
        ]
    };
    let there = session.shown().files.iter().filter(|file| !file.gone).map(file).collect();
    Table::new(&[say::PATH, say::PURPOSE, say::SIZE, say::MODE], there)
}
