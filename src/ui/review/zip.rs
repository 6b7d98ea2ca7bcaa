//! What is in the zip.

use leptos::prelude::*;

use super::table::{Cell, live_table};
use crate::target::compose;
use crate::ui::session::Session;
use crate::words::page::{preview, review as say};

pub fn view(session: Session) -> AnyView {
    live_table(session, &[say::PATH, say::PURPOSE, say::SIZE, say::MODE], move || files(session))
}

fn files(session: Session) -> Vec<Vec<Cell>> {
    let (made, files) = (session.made(), session.files());
    let decided = compose::files(&made.plan);
    let file = |file: &crate::bundle::File| {
        let about = decided.iter().find(|decided| decided.path == file.path).map_or("", |file| file.about);
        vec![
            Cell::Code(file.path.clone()),
            Cell::Words(about.to_owned()),
            Cell::Words(preview::size(file.text.len())),
            Cell::Code(preview::mode(file.mode)),
        ]
    };
    files.files().iter().map(file).collect()
}
