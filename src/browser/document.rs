//! The document as a whole: its title, its theme, and where the focus is.

use std::sync::atomic::{AtomicBool, Ordering};

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlDialogElement, HtmlElement};

use super::{element, window};

/// Marks what is open on paper only.
const UNFOLDED: &str = "data-unfolded";

fn document() -> Option<Document> {
    window().ok()?.document()
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// `data-theme` on the root; none: as the system has it. The colour of what is around the page goes along.
pub fn set_theme(theme: Option<&str>) {
    let Some(document) = document() else { return };
    let Some(root) = document.document_element() else { return };
    // Either can only fail for a name that is no attribute's.
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
    for (colour, own) in
        [("meta[name=theme-color]", "light"), ("meta[name=theme-color] ~ meta[name=theme-color]", "dark")]
    {
        let media = match theme {
            None => ["(prefers-color-scheme: ", own, ")"].concat(),
            Some(chosen) if chosen == own => "all".to_owned(),
            Some(_) => "not all".to_owned(),
        };
        if let Ok(Some(meta)) = document.query_selector(colour) {
            let _ = meta.set_attribute("media", &media);
        }
    }
}

/// What the page's own policy allows it.
pub fn policy() -> String {
    meta("meta[http-equiv=Content-Security-Policy]")
}

/// The names of the engine's files. A page that is one file has none.
pub fn engine_files() -> String {
    meta("meta[name=engine]")
}

fn meta(css: &str) -> String {
    let meta = document().and_then(|document| document.query_selector(css).ok()?);
    meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default()
}

/// An input of words can hide what is typed into it.
pub fn can_mask() -> bool {
    web_sys::css::supports_with_value("-webkit-text-security", "disc").unwrap_or(false)
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

/// What `fill` puts into an element of its own takes the place of the first element that fits, its focus and how far it is
/// scrolled.
pub fn replace(css: &str, fill: impl FnOnce(HtmlElement)) {
    let Some(document) = document() else { return };
    let home = document.create_element("div").ok().and_then(|home| home.dyn_into::<HtmlElement>().ok());
    let (Ok(Some(old)), Some(home)) = (document.query_selector(css), home) else { return };
    fill(home.clone());
    let Some(new) = home.first_element_child() else { return };
    let focused = document.active_element().filter(|active| old.contains(Some(active)));
    let scrolled = old.scroll_top();
    if old.replace_with_with_node_1(&new).is_err() {
        return;
    }
    if let Some(focused) = focused {
        focus(&focused.id());
    }
    // It has the browser lay out the page at once, which is only worth it where it changes something.
    if scrolled > 0 {
        new.set_scroll_top(scrolled);
    }
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

/// The screen is touched, and to type is to have half of it covered.
pub fn is_touched() -> bool {
    let coarse = window().ok().and_then(|window| window.match_media("(pointer: coarse)").ok()?);
    coarse.is_some_and(|coarse| coarse.matches())
}

pub fn has(id: &str) -> bool {
    element(id).is_some()
}

/// Whether an element takes any room on the screen.
pub fn is_drawn(id: &str) -> bool {
    element(id).is_some_and(|element| element.offset_width() > 0)
}

/// Scrolls a list as little as it takes to see one of its parts whole.
pub fn scroll_to(within: &str, id: &str) {
    if let (Some(outer), Some(inner)) = (element(within), element(id)) {
        let (from, height) = (inner.offset_top(), inner.offset_height());
        let most = from + height - outer.client_height();
        outer.set_scroll_top(outer.scroll_top().min(from).max(most));
    }
}

/// Opens what is folded for as long as it takes to print. Asked for again, it changes nothing.
pub fn unfold_on_paper(folds: &'static str) -> Result<(), String> {
    static LISTENS: AtomicBool = AtomicBool::new(false);
    if LISTENS.swap(true, Ordering::Relaxed) {
        return Ok(());
    }
    let each = |selector: &str, then: fn(&Element)| {
        while let Some(fold) =
            document().and_then(|document| document.query_selector(selector).ok().flatten())
        {
            then(&fold);
        }
    };
    let folded = format!("{folds}:not([open])");
    let window = window()?;
    let unfold = move |_: &Event| {
        each(&folded, |fold| {
            // Neither can fail: both are an attribute's names.
            let _ = fold.set_attribute("open", "").and_then(|()| fold.set_attribute(UNFOLDED, ""));
        });
    };
    let fold = move |_: &Event| {
        each("details[data-unfolded]", |fold| {
            let _ = fold.remove_attribute(UNFOLDED).and_then(|()| fold.remove_attribute("open"));
        });
    };
    EventListener::new(&window, "beforeprint", unfold).forget();
    EventListener::new(&window, "afterprint", fold).forget();
    Ok(())
}

/// Scrolls sideways so that one element is in the middle of the one that it lies in.
pub fn center(within: &str, id: &str) {
    if let (Some(outer), Some(inner)) = (element(within), element(id)) {
        outer.set_scroll_left(inner.offset_left() + inner.offset_width() / 2 - outer.client_width() / 2);
    }
}

/// What the element that an event came from, or one around it, has as this attribute.
pub fn attribute_at(event: &Event, name: &str) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(&format!("[{name}]")).ok()??.get_attribute(name)
}
