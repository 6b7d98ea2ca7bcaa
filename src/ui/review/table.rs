//! A table, with the name of each row in its first cell. On a phone its rows become blocks; the roles keep it a table
//! for whoever hears it.

use leptos::prelude::*;

use super::parts::{drawing, to_field};
use crate::message::{Cell, Table};
use crate::ui::erased::row;
use crate::ui::session::Session;

pub fn table(session: Session, table: &Table) -> AnyView {
    let Table { heads, rows } = table;
    if rows.is_empty() {
        return ().into_any();
    }
    let head = |head: &String| view! { <th scope="col" role="columnheader">{head.clone()}</th> };
    let line = |cells: &Vec<Cell>| {
        let cells = heads.iter().zip(cells).enumerate().map(|(at, (head, cell))| {
            let about = about(session, cell);
            if at == 0 {
                view! { <th scope="row" role="rowheader">{about}</th> }.into_any()
            } else {
                view! { <td role="cell" data-head=head.clone()>{about}</td> }.into_any()
            }
        });
        view! { <tr role="row">{row(cells)}</tr> }
    };
    view! {
        <table class="table" role="table">
            <thead role="rowgroup">
                <tr role="row">{row(heads.iter().map(head))}</tr>
            </thead>
            <tbody role="rowgroup">{row(rows.iter().map(line))}</tbody>
        </table>
    }
    .into_any()
}

fn about(session: Session, cell: &Cell) -> AnyView {
    match cell {
        Cell::Words(words) => words.clone().into_any(),
        Cell::Code(code) => view! { <code>{code.clone()}</code> }.into_any(),
        Cell::Fields(words, keys) => {
            let link = |key: &String| view! { <span class="table__to">{to_field(session, key)}</span> };
            view! { {words.clone()} {row(keys.iter().map(link))} }.into_any()
        }
        Cell::Bar(words, hundredths) => view! { {words.clone()} {bar(*hundredths)} }.into_any(),
    }
}

fn bar(hundredths: u32) -> Option<impl IntoView> {
    let over = if hundredths > 100 { " meter__full--over" } else { "" };
    let full = hundredths.min(100);
    let svg = format!(
        "<svg viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"meter__all\" \
         width=\"100\" height=\"6\"/><rect class=\"meter__full{over}\" width=\"{full}\" height=\"6\"/></svg>"
    );
    (full > 0).then(|| drawing("meter", svg))
}
