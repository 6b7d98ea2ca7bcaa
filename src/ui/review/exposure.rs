//! Who can reach what, in four rings.

use leptos::prelude::*;

use super::parts::to_field;
use super::table::table;
use crate::message::Ring;
use crate::ui::erased::row;
use crate::ui::session::Session;

pub fn view(session: Session, rings: &[Ring]) -> AnyView {
    let ring = |(at, ring): (usize, &Ring)| {
        let set_by = ring.set_by.as_deref().map(|key| view! { " " {to_field(session, key)} });
        view! {
            <div class="ring" data-ring=at>
                <h4 class="ring__title">{ring.title.clone()}</h4>
                <p class="review__note">{ring.note.clone()}{set_by}</p>
                {table(session, &ring.ways)}
            </div>
        }
    };
    row(rings.iter().enumerate().map(ring))
}
