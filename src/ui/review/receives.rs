//! What each container receives, variable by variable and file by file.

use leptos::prelude::*;

use super::table::{Cell, Column, table};
use crate::plan::receives::{self, From, Received};
use crate::ui::erased::row;
use crate::ui::session::Session;
use crate::words::{self, page::review as say};

#[derive(PartialEq)]
pub struct Container {
    service: &'static str,
    received: Vec<Received<'static>>,
}

pub fn containers(session: Session) -> Vec<Container> {
    let plan = &session.made().plan;
    let services = plan.services.iter();
    services
        .map(|service| Container { service: service.id, received: receives::received(plan, service) })
        .collect()
}

const COLUMNS: [Column<Received<'static>>; 3] = [
    Column { head: say::IN_CONTAINER, cell: |received| Cell::Code(received.name.clone()) },
    Column { head: say::VALUE, cell: |received| Cell::Code(value(received).to_owned()) },
    Column { head: say::WHENCE, cell: |received| Cell::Fields(whence(received.from), received.keys.clone()) },
];

fn value<'a>(received: &'a Received) -> &'a str {
    if received.value.is_empty() { say::EMPTY } else { &received.value }
}

/// Before the fields that it is made of.
fn whence(from: From) -> String {
    say::from(from).unwrap_or_default().to_owned()
}

pub fn view(session: Session, containers: &[Container]) -> AnyView {
    let container = |Container { service, received }: &Container| {
        let count = words::count(received.len(), "entry", "entries");
        view! {
            <details class="section" data-receives=*service>
                <summary class="section__head">
                    <h4 class="section__title"><code>{*service}</code></h4>
                    <span class="section__folded">{count}</span>
                </summary>
                <div class="review__about">{table(session, &COLUMNS, received)}</div>
            </details>
        }
        .into_any()
    };
    view! { <p class="review__note">{say::MASKED}</p>{row(containers.iter().map(container))} }.into_any()
}
