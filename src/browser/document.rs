//! The document as a whole: its title, its theme, and where the focus is.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlDialogElement, HtmlElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// `data-theme` on the root; none: as the system has it.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // Either can only fail for a name that is no attribute's.
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the focus on an element, if it is there, and unfolds what it lies in.
pub fn focus(id: &str) {
    let Some(element) = element(id) else { return };
    if let Ok(Some(fold)) = element.closest("details:not([open])") {
        let _ = fold.set_attribute("open", "");
    }
    // What can't take the focus leaves it where it is.
    let _ = element.focus();
}

/// Opens a dialog over the page, or closes it.
pub fn show_modal(id: &str, open: bool) {
    let Some(dialog) = element(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) else {
        return;
    };
    if open && !dialog.open() {
        // It fails for a dialog that is open, or that is not on the page.
        let _ = dialog.show_modal();
    } else if !open {
        dialog.close();
    }
}

/// Scrolls sideways so that one element is in the middle of the one that it lies in.
pub fn center(within: &str, id: &str) {
    if let (Some(outer), Some(inner)) = (element(within), element(id)) {
        outer.set_scroll_left(inner.offset_left() + inner.offset_width() / 2 - outer.client_width() / 2);
    }
}

/// What the element that an event came from, or one around it, has as this attribute.
pub fn attribute_at(event: &web_sys::Event, name: &str) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(&format!("[{name}]")).ok()??.get_attribute(name)
}
