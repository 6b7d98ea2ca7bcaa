//! Who can reach what, in four rings.

use leptos::prelude::*;

use super::table::{Cell, table};
use super::{Rows, name_of, to_field};
use crate::messages::page::review as say;
use crate::plan::exposure::{self, Ring};
use crate::ui::erased::{nothing, row};
use crate::ui::session::Session;

/// The first cell begins with the number of the ring.
pub fn rows(session: Session) -> Rows {
    let plan = &session.made().plan;
    let line = |reach: exposure::Reach| {
        let title = plan.stack.service(reach.service).map_or(reach.service, |service| service.title);
        let purpose = if reach.network.is_empty() {
            reach.purpose.to_owned()
        } else {
            say::by_the_proxy(&reach.network)
        };
        let field = if reach.field.is_empty() { String::new() } else { format!("|{}", reach.field) };
        [format!("{}{}", reach.ring as usize, name_of(title)), reach.address, purpose, field]
    };
    exposure::of(plan).into_iter().map(line).collect()
}

const COLUMNS: [(&str, Cell); 4] = [
    (say::SERVICE, Cell::Words),
    (say::ADDRESS, Cell::Code),
    (say::PURPOSE, Cell::Words),
    (say::FIELD, Cell::Fields),
];

pub fn view(session: Session, mut rows: Rows) -> AnyView {
    let ring = move |(at, ring): (usize, Ring)| {
        let number = at.to_string();
        let own: Rows = rows
            .iter_mut()
            .filter_map(|row| {
                let name = row[0].strip_prefix(number.as_str())?.to_owned();
                let [_, address, purpose, field] = std::mem::take(row);
                Some([name, address, purpose, field])
            })
            .collect();
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
        let table = table(session, &COLUMNS, rows);
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
