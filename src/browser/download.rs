//! Bytes handed over as a file.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::{reason, window};

/// The object URL is taken back once the browser had the time to open it.
const KEPT_MS: u32 = 2000;

pub fn save(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), String> {
    let document = window()?.document().ok_or("there is no document")?;
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob =
        Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(|error| reason(&error))?;
    let url = Url::create_object_url_with_blob(&blob).map_err(|error| reason(&error))?;
    let anchor = document.create_element("a").map_err(|error| reason(&error))?;
    let anchor: HtmlAnchorElement = anchor.dyn_into().map_err(|_| "the browser made no link")?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Timeout::new(KEPT_MS, move || {
        // What is gone already needs no taking back.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}
