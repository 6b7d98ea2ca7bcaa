//! Keys that are pressed anywhere on the page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::{reason, window};

/// What takes letters for itself.
const TYPED_INTO: &str = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";

pub struct Pressed {
    /// `d`, `?`, `Ctrl+K`, `Ctrl+Shift+Z`; Command counts as Control.
    pub name: String,
    /// Control or Command is held.
    pub command: bool,
    /// The focus is where text is typed.
    pub typing: bool,
}

/// For as long as the page lives. What is answered with true goes no further.
pub fn listen(then: impl Fn(Pressed) -> bool + 'static) -> Result<(), String> {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window()?.into(), "keydown", options, move |event| {
        if let Some(pressed) = event.dyn_ref().and_then(pressed)
            && then(pressed)
        {
            event.prevent_default();
        }
    })
    .forget();
    Ok(())
}

/// None where the key is another's: an input method's, one that was answered already, or a chord with Alt, except for
/// the signs that some keyboards have nowhere else.
fn pressed(event: &KeyboardEvent) -> Option<Pressed> {
    let key = event.key();
    let sign = key.len() == 1 && !key.as_bytes()[0].is_ascii_alphanumeric();
    let chord = event.alt_key() && (event.meta_key() || !sign);
    if event.is_composing() || event.default_prevented() || event.repeat() || chord {
        return None;
    }
    let command = !event.alt_key() && (event.ctrl_key() || event.meta_key());
    let shift = if command && event.shift_key() { "Shift+" } else { "" };
    let name = if command { ["Ctrl+", shift, &key].concat() } else { key };
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let typing = target.is_some_and(|target| target.matches(TYPED_INTO).unwrap_or(false));
    Some(Pressed { name, command, typing })
}

/// Its keyboards have Command where others have Control.
pub fn is_apple() -> bool {
    let platform = window().and_then(|window| window.navigator().platform().map_err(|error| reason(&error)));
    platform.is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}
