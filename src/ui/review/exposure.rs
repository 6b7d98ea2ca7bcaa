//! Who can reach what, in four rings.

use leptos::prelude::*;

use super::parts::to_field;
use super::table::{Cell, Column, table};
use crate::plan::exposure::{self, Ring};
use crate::ui::erased::{nothing, row};
use crate::ui::session::Session;
use crate::words::page::review as say;

/// One way to one service.
#[derive(Clone, PartialEq)]
pub struct Way {
    ring: Ring,
    address: String,
    purpose: String,
    /// The field that moves it, if one does.
    field: Option<&'static str>,
}

pub fn ways(session: Session) -> Vec<Way> {
    let plan = &session.made().plan;
    let way = |reach: exposure::Reach<'static>| {
        let purpose = reach.network.map_or(reach.purpose, |network| say::by_the_proxy(&network));
        Way { ring: reach.ring, address: reach.address, purpose, field: reach.field }
    };
    exposure::reaches(plan).into_iter().map(way).collect()
}

const ADDRESS: Column<Way> = Column { head: say::ADDRESS, cell: |way| Cell::Code(way.address.clone()) };
const PURPOSE: Column<Way> = Column { head: say::PURPOSE, cell: |way| Cell::Words(way.purpose.clone()) };
const FIELD: Column<Way> =
    Column { head: say::FIELD, cell: |way| Cell::Fields(String::new(), way.field.into_iter().collect()) };

pub fn view(session: Session, ways: &[Way]) -> AnyView {
    row(Ring::ALL.into_iter().map(|ring| {
        let own: Vec<Way> = ways.iter().filter(|way| way.ring == ring).cloned().collect();
        ring_view(session, ring, &own)
    }))
}

fn ring_view(session: Session, ring: Ring, ways: &[Way]) -> AnyView {
    let (title, note, empty) = say::ring(ring);
    let about = if ways.is_empty() {
        view! { <p class="review__note">{empty}</p> }.into_any()
    } else {
        let bind = &untrack(|| session.stack()).bind;
        let moved = match ring {
            Ring::Networks | Ring::Machine => {
                row([" ".to_owned().into_any(), to_field(session, bind)].into_iter())
            }
            Ring::Internet | Ring::Containers => nothing(),
        };
        let columns = [ADDRESS, PURPOSE, FIELD];
        let moved_at_all = ways.iter().any(|way| way.field.is_some());
        let table = table(session, if moved_at_all { &columns } else { &columns[..2] }, ways);
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
