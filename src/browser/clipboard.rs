//! Text onto the clipboard.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Clipboard, ClipboardItem};

use super::{reason, window};

const TEXT: &str = "text/plain";

pub async fn write(text: &str) -> Result<(), String> {
    done(clipboard()?.write_text(text)).await
}

/// A text that is still to come. A browser lets a page write while a press lasts, and waits for a text that it was promised
/// then.
pub struct Promised {
    text: Promise,
    keep: Function,
    written: Option<Promise>,
}

pub fn promise() -> Result<Promised, String> {
    let clipboard = clipboard()?;
    let mut keep = None;
    let text = Promise::new(&mut |resolve, _| keep = Some(resolve));
    let keep = keep.ok_or("the browser makes no promise")?;
    let written = promised_item(&text).map(|item| clipboard.write(&Array::of1(&item)));
    Ok(Promised { text, keep, written })
}

/// None: an older browser, which is given the text once it is there.
fn promised_item(text: &Promise) -> Option<ClipboardItem> {
    let clipboard = clipboard().ok()?;
    let has = |object: &JsValue, name: &str| Reflect::has(object, &name.into()).unwrap_or(false);
    if !has(&clipboard, "write") || !has(&js_sys::global(), "ClipboardItem") {
        return None;
    }
    let record = Object::new();
    Reflect::set(&record, &TEXT.into(), text).ok()?;
    ClipboardItem::new_with_record_from_str_to_blob_promise(&record).ok()
}

impl Promised {
    pub async fn write(self, text: &str) -> Result<(), String> {
        let Some(written) = self.written else { return write(text).await };
        let options = BlobPropertyBag::new();
        options.set_type(TEXT);
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options);
        let blob = blob.map_err(|error| reason(&error))?;
        self.keep.call1(&self.text, &blob).map_err(|error| reason(&error))?;
        done(written).await
    }
}

async fn done(promise: Promise) -> Result<(), String> {
    JsFuture::from(promise).await.map(drop).map_err(|error| reason(&error))
}

fn clipboard() -> Result<Clipboard, String> {
    let navigator = window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok();
    // Not there on a page that came without TLS, whatever the type says.
    clipboard
        .filter(JsValue::is_object)
        .map(JsCast::unchecked_into)
        .ok_or_else(|| "the browser gives a clipboard to pages from https:// and localhost only".to_owned())
}
