//! What is in the zip.

use leptos::prelude::*;

use super::table::{Cell, live_table};
use crate::message::File;
use crate::ui::session::Session;
use crate::words::page::{preview, review as say};

pub fn view(session: Session) -> AnyView {
    live_table(session, &[say::PATH, say::PURPOSE, say::SIZE, say::MODE], move || files(session))
}

fn files(session: Session) -> Vec<Vec<Cell>> {
    let file = |file: &File| {
        vec![
            Cell::Code(file.path.clone()),
            Cell::Words(file.about.clone()),
            Cell::Words(preview::size(file.size)),
            Cell::Code(preview::mode(file.mode)),
        ]
    };
    session.shown().files.iter().filter(|file| !file.gone).map(file).collect()
}
