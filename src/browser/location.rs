//! The part of the address behind `#`.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

use super::{reason, window};

/// Without the `#`. Empty where there is none.
pub fn hash() -> String {
    let hash = window().ok().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Where the page itself is, without what follows it.
pub fn page() -> String {
    let href = window().ok().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split(['#', '?']).next().unwrap_or_default().to_owned()
}

/// Whether nobody but this machine reaches an address.
pub fn is_local(page: &str) -> bool {
    page.starts_with("file:") || page.contains("//localhost") || page.contains("//127.")
}

/// Makes an entry in the history; whoever listens is told.
pub fn set_hash(hash: &str) -> Result<(), String> {
    window()?.location().set_hash(hash).map_err(|error| reason(&error))
}

/// In place of the entry in the history; nobody is told. Begins with `#`.
pub fn replace_hash(hash: &str) -> Result<(), String> {
    let history = window()?.history().map_err(|error| reason(&error))?;
    history.replace_state_with_url(&JsValue::NULL, "", Some(hash)).map_err(|error| reason(&error))
}

/// For as long as the page lives.
pub fn on_hash_change(then: impl Fn(String) + 'static) -> Result<(), String> {
    EventListener::new(&window()?.into(), "hashchange", move |_| then(hash())).forget();
    Ok(())
}
