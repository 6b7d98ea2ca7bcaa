//! Who can reach what, in four rings.

use leptos::prelude::*;

use super::table::{Cell, table};
use super::{Rows, to_field};
use crate::messages::page::review as say;
use crate::plan::exposure::{self, Ring};
use crate::ui::erased::{nothing, row};
use crate::ui::session::Session;

/// The last cell is the number of the ring.
pub fn rows(session: Session) -> Rows {
    let plan = &session.made().plan;
    let line = |reach: exposure::Reach| {
        let name = plan.stack.service(reach.service).map_or(reach.service, |service| service.name);
        let purpose = if reach.network.is_empty() {
            say::purpose(name, reach.purpose)
        } else {
            say::by_the_proxy(&reach.network)
        };
        let field = if reach.field.is_empty() { String::new() } else { format!("|{}", reach.field) };
        [reach.address, purpose, field, (reach.ring as usize).to_string()]
    };
    exposure::of(plan).into_iter().map(line).collect()
}

const COLUMNS: [(&str, Cell); 3] =
    [(say::ADDRESS, Cell::Code), (say::PURPOSE, Cell::Words), (say::FIELD, Cell::Fields)];

pub fn view(session: Session, mut rows: Rows) -> AnyView {
    let ring = move |(at, ring): (usize, Ring)| {
        let number = at.to_string();
        let (own, rest) = std::mem::take(&mut rows).into_iter().partition(|row| row[3] == number);
        rows = rest;
        one(session, ring, own)
    };
    row(Ring::ALL.into_iter().enumerate().map(ring))
}

fn one(session: Session, ring: Ring, rows: Rows) -> AnyView {
    let (title, note, empty) = say::ring(ring);
    let about = if rows.is_empty() {
        view! { <p class="review__note">{empty}</p> }.into_any()
    } else {
        let bind = untrack(|| session.stack()).bind;
        let moved = match ring {
            Ring::Networks | Ring::Machine => {
                row([" ".to_owned().into_any(), to_field(session, bind)].into_iter())
            }
            Ring::Internet | Ring::Containers => nothing(),
        };
        let moved_at_all = rows.iter().any(|row| !row[2].is_empty());
        let columns = if moved_at_all { &COLUMNS[..] } else { &COLUMNS[..2] };
        let table = table(session, columns, rows);
        view! { <p class="review__note">{note}{moved}</p>{table} }.into_any()
    };
    view! {
        <div class="ring" data-ring=ring as usize>
            <h4 class="ring__title">{title}</h4>
            {about}
        </div>
    }
    .into_any()
}
