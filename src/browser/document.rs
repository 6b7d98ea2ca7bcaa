//! The document as a whole: its title, its theme, and where the focus is.

use std::sync::atomic::{AtomicBool, Ordering};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, HtmlDialogElement, HtmlElement};

use super::{reason, window};

/// Marks what is open on paper only.
const UNFOLDED: &str = "data-unfolded";

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

/// Opens what is folded for as long as it takes to print. Asked for again, it changes nothing.
pub fn unfold_on_paper(folds: &'static str) -> Result<(), String> {
    static LISTENS: AtomicBool = AtomicBool::new(false);
    if LISTENS.swap(true, Ordering::Relaxed) {
        return Ok(());
    }
    let each = |selector: &str, then: fn(&Element)| {
        while let Some(fold) = document().and_then(|it| it.query_selector(selector).ok().flatten()) {
            then(&fold);
        }
    };
    let folded = format!("{folds}:not([open])");
    listen("beforeprint", move || {
        each(&folded, |fold| {
            // Neither can fail: both are an attribute's names.
            let _ = fold.set_attribute("open", "").and_then(|()| fold.set_attribute(UNFOLDED, ""));
        });
    })?;
    listen("afterprint", move || {
        each("details[data-unfolded]", |fold| {
            let _ = fold.remove_attribute(UNFOLDED).and_then(|()| fold.remove_attribute("open"));
        });
    })
}

/// For as long as the page lives.
fn listen(event: &str, then: impl Fn() + 'static) -> Result<(), String> {
    let listener = Closure::<dyn Fn()>::new(then).into_js_value();
    window()?
        .add_event_listener_with_callback(event, listener.unchecked_ref())
        .map_err(|error| reason(&error))
}

/// Scrolls sideways so that one element is in the middle of the one that it lies in.
pub fn center(within: &str, id: &str) {
    if let (Some(outer), Some(inner)) = (element(within), element(id)) {
        outer.set_scroll_left(inner.offset_left() + inner.offset_width() / 2 - outer.client_width() / 2);
    }
}

/// Scrolls an element of so many lines so that one of them can be seen, if it can't be already.
pub fn reveal(id: &str, line: usize, lines: usize) {
    let Some(element) = element(id) else { return };
    let (height, seen, from) = (element.scroll_height(), element.client_height(), element.scroll_top());
    let (Ok(line), Ok(lines)) = (i32::try_from(line), i32::try_from(lines.max(1))) else { return };
    let at = height.saturating_mul(line) / lines;
    let margin = height / lines * 2;
    if at < from + margin || at > from + seen - 2 * margin {
        element.set_scroll_top(at - seen / 3);
    }
}
