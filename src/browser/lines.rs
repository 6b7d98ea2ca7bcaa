//! The rows of a text, an element each, changed in place.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::element;
use crate::message::Op;

fn rows(id: &str) -> Option<Element> {
    element(id)?.first_element_child()
}

/// It can only fail for a place that is none.
fn add(beside: &Element, place: &str, html: &str) {
    let _ = beside.insert_adjacent_html(place, html);
}

/// Shows other rows in the first element within the one of this id.
pub fn fill(id: &str, html: &str) {
    if let Some(within) = rows(id) {
        within.set_inner_html(html);
    }
}

/// Shows further rows behind those that are there.
pub fn append(id: &str, html: &str) {
    if let Some(within) = rows(id) {
        add(&within, "beforeend", html);
    }
}

/// Shows the first row.
pub fn rewind(id: &str) {
    if let Some(element) = element(id) {
        element.set_scroll_top(0);
    }
}

/// Changes some of the rows. Those that stay keep their elements.
pub fn patch(id: &str, ops: Vec<Op>) {
    let Some(within) = rows(id) else { return };
    let mut next = within.first_element_child();
    for op in ops {
        match (op, &next) {
            (Op::Keep(count), _) => {
                for _ in 0..count {
                    next = next.and_then(|row| row.next_element_sibling());
                }
            }
            (Op::Drop(count), _) => {
                for _ in 0..count {
                    let Some(row) = next else { return };
                    next = row.next_element_sibling();
                    row.remove();
                }
            }
            (Op::Add(html), Some(row)) => add(row, "beforebegin", &html),
            (Op::Add(html), None) => add(&within, "beforeend", &html),
        }
    }
}

/// Scrolls so that a row can be seen, if it can't be already.
pub fn reveal(id: &str, row: u32) {
    let Some(element) = element(id) else { return };
    let row = rows(id).and_then(|within| within.children().item(row));
    let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) else { return };
    let (top, height) = (row.offset_top(), row.offset_height());
    let (from, seen) = (element.scroll_top(), element.client_height());
    if top < from + 2 * height || top > from + seen - 4 * height {
        element.set_scroll_top(top - seen / 3);
    }
}
