//! What each container receives, variable by variable and file by file.

use leptos::prelude::*;

use super::table::{Cell, table};
use crate::plan::receives::{self, Received};
use crate::ui::erased::{live_from, row};
use crate::ui::session::Session;
use crate::words::{self, page::review as say};

type Container = (&'static str, Vec<Received<'static>>);

pub fn view(session: Session) -> AnyView {
    let containers = move || -> Vec<Container> {
        let plan = &session.made().plan;
        plan.services.iter().map(|service| (service.id, receives::received(plan, service))).collect()
    };
    let container = move |(service, received): &Container| {
        let count = words::count(received.len(), "entry", "entries");
        let rows: Vec<Vec<Cell>> = received.iter().map(cells).collect();
        view! {
            <details class="section" data-receives=*service>
                <summary class="section__head">
                    <h4 class="section__title"><code>{*service}</code></h4>
                    <span class="section__folded">{count}</span>
                </summary>
                <div class="review__about">
                    {table(session, &[say::IN_CONTAINER, say::VALUE, say::WHENCE], &rows)}
                </div>
            </details>
        }
    };
    live_from(
        containers,
        move |containers| view! { <p class="review__note">{say::MASKED}</p>{row(containers.iter().map(container))} },
    )
}

fn cells(received: &Received<'static>) -> Vec<Cell> {
    let value = if received.value.is_empty() { say::EMPTY } else { &received.value };
    // Before the fields that it is made of.
    let whence = say::from(received.from).unwrap_or_default();
    vec![
        Cell::Code(received.name.clone()),
        Cell::Code(value.to_owned()),
        Cell::Fields(whence.to_owned(), received.keys.clone()),
    ]
}
