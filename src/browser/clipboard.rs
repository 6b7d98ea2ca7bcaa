//! Text onto the clipboard.

use wasm_bindgen_futures::JsFuture;

use super::{reason, window};

pub async fn write(text: &str) -> Result<(), String> {
    let navigator = window()?.navigator();
    // Not there on a page that came without TLS, whatever the type says.
    let there =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    if !there {
        return Err("the browser gives a clipboard to pages from https:// and localhost only".to_owned());
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.map(drop).map_err(|error| reason(&error))
}
