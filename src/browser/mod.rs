//! The browser's edges, one small file each. They know bytes and strings only, and nothing in here panics: a browser
//! may refuse anything. Listeners and timers are gloo's, which panics where one is refused; none is, on a window.

pub mod clipboard;
pub mod clock;
pub mod document;
pub mod download;
pub mod engine;
pub mod keys;
pub mod lines;
pub mod location;
pub mod requests;
pub mod storage;
pub mod tree;

use wasm_bindgen::{JsCast, JsValue};

/// The browser's own words about what it refused.
fn reason(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    message.unwrap_or_else(|| "the browser gives no reason".to_owned())
}

fn element(id: &str) -> Option<web_sys::HtmlElement> {
    window().ok()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// There is none where the page's landing step is rendered natively.
fn window() -> Result<web_sys::Window, String> {
    let window = if cfg!(target_arch = "wasm32") { web_sys::window() } else { None };
    window.ok_or_else(|| "there is no window".to_owned())
}
