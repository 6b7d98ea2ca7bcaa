//! A table, with the name of each row in its first cell. On a phone its rows become blocks; the roles keep it a table
//! for whoever hears it.

use leptos::prelude::*;

use super::parts::{drawing, to_field};
use crate::ui::erased::{nothing, row};
use crate::ui::session::Session;

/// What stands over a column, and what a row has in it.
pub struct Column<R> {
    pub head: &'static str,
    pub cell: fn(&R) -> Cell,
}

pub enum Cell {
    Words(String),
    Code(String),
    /// Words, and the fields to go to, by their keys.
    Fields(String, Vec<&'static str>),
    Bar(String, Share),
}

/// How many hundredths of a bar are full. More than all of it is too much.
#[derive(Clone, Copy, PartialEq)]
pub struct Share(pub u32);

/// Without rows there is none.
pub fn table<R>(session: Session, columns: &[Column<R>], rows: &[R]) -> AnyView {
    let heads: Vec<&'static str> = columns.iter().map(|column| column.head).collect();
    let cells = |row: &R| columns.iter().map(|column| (column.cell)(row)).collect();
    drawn(session, &heads, rows.iter().map(cells).collect())
}

/// Not of a row's type, so that its code is in the page once.
fn drawn(session: Session, heads: &[&'static str], rows: Vec<Vec<Cell>>) -> AnyView {
    if rows.is_empty() {
        return nothing();
    }
    let head = |head: &&'static str| view! { <th scope="col" role="columnheader">{*head}</th> }.into_any();
    let line = |cells: Vec<Cell>| {
        let cells = heads.iter().zip(cells).enumerate().map(|(at, (head, cell))| {
            let about = about(session, cell);
            if at == 0 {
                view! { <th scope="row" role="rowheader">{about}</th> }.into_any()
            } else {
                view! { <td role="cell" data-head=*head>{about}</td> }.into_any()
            }
        });
        view! { <tr role="row">{row(cells)}</tr> }.into_any()
    };
    view! {
        <table class="table" role="table">
            <thead role="rowgroup">
                <tr role="row">{row(heads.iter().map(head))}</tr>
            </thead>
            <tbody role="rowgroup">{row(rows.into_iter().map(line))}</tbody>
        </table>
    }
    .into_any()
}

fn about(session: Session, cell: Cell) -> AnyView {
    match cell {
        Cell::Words(words) => words.into_any(),
        Cell::Code(code) => view! { <code>{code}</code> }.into_any(),
        Cell::Fields(words, keys) => {
            let links = keys
                .into_iter()
                .map(|key| view! { <span class="table__to">{to_field(session, key)}</span> }.into_any());
            row([words.into_any(), row(links)].into_iter())
        }
        Cell::Bar(words, share) => row([words.into_any(), bar(share)].into_iter()),
    }
}

fn bar(Share(hundredths): Share) -> AnyView {
    let over = if hundredths > 100 { " meter__full--over" } else { "" };
    let full = hundredths.min(100);
    if full == 0 {
        return nothing();
    }
    drawing(
        "meter",
        format!(
            "<svg viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"meter__all\" \
             width=\"100\" height=\"6\"/><rect class=\"meter__full{over}\" width=\"{full}\" height=\"6\"/></svg>"
        ),
    )
}
