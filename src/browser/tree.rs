//! The keys of a tree, as the pattern of its role has them, and its current item kept in sight.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::element;

/// Those that no folder hides.
fn items(tree: &Element) -> Vec<HtmlElement> {
    let Ok(all) = tree.query_selector_all("[role=treeitem]") else { return Vec::new() };
    let items = (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<HtmlElement>().ok());
    items.filter(|item| matches!(item.closest("[hidden]"), Ok(None))).collect()
}

/// Whether the key means something here; then it is done.
pub fn press(id: &str, key: &str) -> bool {
    let Some(tree) = element(id) else { return false };
    let items = items(&tree);
    let active = tree.owner_document().and_then(|document| document.active_element());
    let Some(at) = items.iter().position(|item| active.as_ref() == Some(item.as_ref())) else { return false };
    let opens = items[at].get_attribute("aria-expanded");
    let to = match (key, opens.as_deref()) {
        ("ArrowDown", _) | ("ArrowRight", Some("true")) => at + 1,
        ("ArrowUp", _) => at.saturating_sub(1),
        ("Home", _) => 0,
        ("End", _) => items.len() - 1,
        ("ArrowRight", Some(_)) | ("ArrowLeft", Some("true")) => {
            items[at].click();
            at
        }
        ("ArrowLeft", None) => {
            let level = |item: &HtmlElement| item.get_attribute("aria-level");
            let above = items[..at].iter().rposition(|item| item.has_attribute("aria-expanded"));
            above.filter(|above| level(&items[*above]) != level(&items[at])).unwrap_or(at)
        }
        _ => return false,
    };
    if let Some(item) = items.get(to) {
        // What can't take the focus leaves it where it is.
        let _ = item.focus();
    }
    true
}

/// Scrolls the tree, and nothing around it, so that its current item can be seen.
pub fn show_current(id: &str) {
    let Some(tree) = element(id) else { return };
    let item = tree.query_selector("[aria-current]").ok().flatten();
    let Some(item) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) else { return };
    let (top, height) = (item.offset_top(), item.offset_height());
    if top < tree.scroll_top() {
        tree.set_scroll_top(top - height);
    } else if top + height > tree.scroll_top() + tree.client_height() {
        tree.set_scroll_top(top + 2 * height - tree.client_height());
    }
}
