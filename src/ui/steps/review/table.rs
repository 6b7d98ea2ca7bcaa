//! A table of text, with the name of each row in its first cell.

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

pub fn table(session: Session, columns: &'static [(&'static str, Cell)], rows: Rows) -> AnyView {
    let head = |(head, _): &(&'static str, Cell)| view! { <th scope="col">{*head}</th> }.into_any();
    let line = move |texts: [String; 4]| {
        let cells = columns.iter().zip(texts).enumerate();
        let cells = cells.map(|(at, ((_, kind), text))| {
            let about = cell(session, *kind, &text);
            if at == 0 {
                view! { <th scope="row">{about}</th> }.into_any()
            } else {
                view! { <td>{about}</td> }.into_any()
            }
        });
        view! { <tr>{row(cells)}</tr> }.into_any()
    };
    view! {
        <table class="table">
            <thead>
                <tr>{row(columns.iter().map(head))}</tr>
            </thead>
            <tbody>{row(rows.into_iter().map(line))}</tbody>
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
