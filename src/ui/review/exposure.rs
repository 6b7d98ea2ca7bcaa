//! Who can reach what, in four rings.

use leptos::prelude::*;

use super::parts::to_field;
use super::table::{Cell, table};
use crate::plan::exposure::{self, Reach, Ring};
use crate::ui::erased::{live_from, row};
use crate::ui::session::Session;
use crate::words::page::review as say;

pub fn view(session: Session) -> AnyView {
    live_from(
        move || exposure::reaches(&session.made().plan),
        move |ways| {
            let of_ring = |ring| ways.iter().filter(move |way| way.ring == ring).collect::<Vec<_>>();
            row(Ring::ALL.into_iter().map(|ring| ring_view(session, ring, &of_ring(ring))))
        },
    )
}

fn ring_view(session: Session, ring: Ring, ways: &[&Reach<'static>]) -> impl IntoView + use<> {
    let stack = untrack(|| session.stack());
    let (title, note, empty) = say::ring(ring);
    let about = if ways.is_empty() {
        view! { <p class="review__note">{empty}</p> }.into_any()
    } else {
        let moved = matches!(ring, Ring::Networks | Ring::Machine)
            .then(|| view! { " " {to_field(session, &stack.bind)} });
        let moved_at_all = ways.iter().any(|way| way.field.is_some());
        let heads = [say::ADDRESS, say::PURPOSE, say::FIELD];
        let heads = if moved_at_all { &heads } else { &heads[..2] };
        let rows: Vec<Vec<Cell>> = ways.iter().map(|way| cells(way)).collect();
        view! { <p class="review__note">{note}{moved}</p>{table(session, heads, &rows)} }.into_any()
    };
    view! {
        <div class="ring" data-ring=ring as usize>
            <h4 class="ring__title">{title}</h4>
            {about}
        </div>
    }
}

fn cells(way: &Reach<'static>) -> Vec<Cell> {
    let purpose = way.network.as_deref().map_or_else(|| way.purpose.clone(), say::by_the_proxy);
    vec![
        Cell::Code(way.address.clone()),
        Cell::Words(purpose),
        Cell::Fields(String::new(), way.field.into_iter().collect()),
    ]
}
