//! A table of text, with the name of each row in its first cell. On a phone its rows become blocks; the roles keep it a
//! table for whoever hears it.

use leptos::prelude::*;

use super::{Rows, drawing, to_field};
use crate::ui::erased::{nothing, row};
use crate::ui::session::Session;

#[derive(Clone, Copy)]
pub enum Cell {
    Words,
    Code,
    /// Words, and behind a `|` the keys of fields to go to.
    Fields,
    /// Words, and behind a `|` how many hundredths of the bar are full.
    Bar,
}

/// Without rows there is none.
pub fn table(session: Session, columns: &'static [(&'static str, Cell)], rows: Rows) -> AnyView {
    if rows.is_empty() {
        return nothing();
    }
    let head = |(head, _): &(&'static str, Cell)| {
        view! { <th scope="col" role="columnheader">{*head}</th> }.into_any()
    };
    let line = move |texts: [String; 4]| {
        let cells = columns.iter().zip(texts).enumerate();
        let cells = cells.map(|(at, ((head, kind), text))| {
            let about = cell(session, *kind, &text);
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
                <tr role="row">{row(columns.iter().map(head))}</tr>
            </thead>
            <tbody role="rowgroup">{row(rows.into_iter().map(line))}</tbody>
        </table>
    }
    .into_any()
}

fn cell(session: Session, kind: Cell, text: &str) -> AnyView {
    let (words, more) = text.split_once('|').unwrap_or((text, ""));
    match kind {
        Cell::Words => text.to_owned().into_any(),
        Cell::Code => view! { <code>{text.to_owned()}</code> }.into_any(),
        Cell::Fields => {
            let keys = more.split(' ').filter(|key| !key.is_empty());
            let links =
                keys.map(|key| view! { <span class="table__to">{to_field(session, key)}</span> }.into_any());
            row([words.to_owned().into_any(), row(links)].into_iter())
        }
        Cell::Bar if more.is_empty() => words.to_owned().into_any(),
        Cell::Bar => row([words.to_owned().into_any(), bar(more.parse().unwrap_or_default())].into_iter()),
    }
}

fn bar(hundredths: u32) -> AnyView {
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
