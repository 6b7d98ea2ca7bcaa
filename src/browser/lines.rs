//! The rows of a text, an element each, changed in place.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What becomes of the next row, or what comes before it.
#[derive(Debug, PartialEq, Eq)]
pub enum Op {
    /// So many stay.
    Keep(u32),
    /// It stays, under another class.
    Class(&'static str),
    Drop,
    /// As HTML.
    Add(String),
}

fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Shows other rows in the first element within the one of this id.
pub fn fill(id: &str, html: &str) {
    if let Some(within) = element(id).and_then(|element| element.first_element_child()) {
        within.set_inner_html(html);
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
    let Some(within) = element(id).and_then(|element| element.first_element_child()) else { return };
    let rows = within.children();
    let (mut at, mut html, mut added) = (0, String::new(), 0);
    for op in ops.into_iter().chain([Op::Keep(0)]) {
        match &op {
            Op::Add(row) => {
                html.push_str(row);
                added += 1;
            }
            Op::Drop => {
                if let Some(row) = rows.item(at) {
                    row.remove();
                }
            }
            Op::Keep(_) | Op::Class(_) if added > 0 => {
                // Either can only fail for a place that is none.
                let _ = match rows.item(at) {
                    Some(row) => row.insert_adjacent_html("beforebegin", &html),
                    None => within.insert_adjacent_html("beforeend", &html),
                };
                html.clear();
                at += std::mem::take(&mut added);
            }
            Op::Keep(_) | Op::Class(_) => {}
        }
        match op {
            Op::Keep(rows) => at += rows,
            Op::Class(class) => {
                if let Some(row) = rows.item(at) {
                    row.set_class_name(class);
                }
                at += 1;
            }
            Op::Drop | Op::Add(_) => {}
        }
    }
}

/// Scrolls so that a row can be seen, if it can't be already.
pub fn reveal(id: &str, row: u32) {
    let Some(element) = element(id) else { return };
    let row = element.first_element_child().and_then(|within| within.children().item(row));
    let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) else { return };
    let (top, height) = (row.offset_top(), row.offset_height());
    let (from, seen) = (element.scroll_top(), element.client_height());
    if top < from + 2 * height || top > from + seen - 4 * height {
        element.set_scroll_top(top - seen / 3);
    }
}
