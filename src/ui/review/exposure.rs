//! Who can reach what, in four rings.

use leptos::prelude::*;

use super::parts::to_field;
use super::table::{Cell, table};
use crate::messages::page::review as say;
use crate::plan::exposure::{self, Reach, Ring};
use crate::stack::Stack;
use crate::ui::erased::{live_from, row};
use crate::ui::session::Session;

pub fn view(session: Session) -> AnyView {
    live_from(
        move || exposure::of(&session.made().plan),
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
        let moved_at_all = ways.iter().any(|way| !way.field.is_empty());
        let heads = [say::ADDRESS, say::PURPOSE, say::FIELD];
        let heads = if moved_at_all { &heads } else { &heads[..2] };
        let rows: Vec<Vec<Cell>> = ways.iter().map(|way| cells(stack, way)).collect();
        view! { <p class="review__note">{note}{moved}</p>{table(session, heads, &rows)} }.into_any()
    };
    view! {
        <div class="ring" data-ring=ring as usize>
            <h4 class="ring__title">{title}</h4>
            {about}
        </div>
    }
}

fn cells(stack: &Stack, way: &Reach<'static>) -> Vec<Cell> {
    let name = stack.service(way.service).map_or(way.service, |service| &service.name);
    let purpose = if way.network.is_empty() {
        say::purpose(name, way.purpose)
    } else {
        say::by_the_proxy(&way.network)
    };
    // The field that moves it, if one does.
    let field = Some(way.field).filter(|field| !field.is_empty());
    vec![
        Cell::Code(way.address.clone()),
        Cell::Words(purpose),
        Cell::Fields(String::new(), field.into_iter().collect()),
    ]
}
