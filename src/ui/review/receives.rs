//! What each container receives, variable by variable and file by file.

use leptos::prelude::*;

use super::Rows;
use super::table::{Cell, table};
use crate::messages::{self, page::review as say};
use crate::plan::receives::{self, From};
use crate::ui::erased::row;
use crate::ui::session::Session;

/// A row without a second cell begins a service.
pub fn rows(session: Session) -> Rows {
    let plan = &session.made().plan;
    let mut rows = Rows::new();
    for service in &plan.services {
        let received = receives::of(plan, service);
        let (id, count) = (service.id.to_owned(), messages::count(received.len(), "entry", "entries"));
        rows.push([id, String::new(), count, String::new()]);
        for it in received {
            let value = if it.value.is_empty() { say::EMPTY.to_owned() } else { it.value };
            let from = match it.from {
                // The way to the field says it.
                From::Answer => format!("|{}", it.keys.join(" ")),
                from => format!("{}|{}", say::from(from), it.keys.join(" ")),
            };
            rows.push([it.name, value, from, String::new()]);
        }
    }
    rows
}

const COLUMNS: [(&str, Cell); 3] =
    [(say::IN_CONTAINER, Cell::Code), (say::VALUE, Cell::Code), (say::WHENCE, Cell::Fields)];

pub fn view(session: Session, rows: Rows) -> AnyView {
    let mut services: Vec<(String, String, Rows)> = Vec::new();
    for row in rows {
        if row[1].is_empty() {
            let [id, _, count, _] = row;
            services.push((id, count, Rows::new()));
        } else if let Some((.., own)) = services.last_mut() {
            own.push(row);
        }
    }
    let one = |(id, count, own): (String, String, Rows)| {
        let name = id.clone();
        view! {
            <details class="section" data-receives=name>
                <summary class="section__head">
                    <h4 class="section__title"><code>{id}</code></h4>
                    <span class="section__folded">{count}</span>
                </summary>
                <div class="review__about">{table(session, &COLUMNS, own)}</div>
            </details>
        }
        .into_any()
    };
    view! { <p class="review__note">{say::MASKED}</p>{row(services.into_iter().map(one))} }.into_any()
}
