//! What everything may use, beside what the stack asks of a machine.

use leptos::prelude::*;

use super::table::table;
use crate::message::Needs;
use crate::ui::session::Session;

pub fn view(session: Session, needs: &Needs) -> impl IntoView + use<> {
    view! {
        <p>{needs.asked.clone()}</p>
        {table(session, &needs.totals)}
        <p class="review__note">{needs.verdict.clone()}</p>
        {table(session, &needs.services)}
    }
}
