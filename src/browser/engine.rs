//! The page's engine, held as the worker that it is, or seems to be: `public/boot.js` starts it.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use web_sys::{ErrorEvent, MessageEvent, Worker};
use zeroize::Zeroizing;

use super::reason;

#[wasm_bindgen]
extern "C" {
    /// The one that was started with the page, else another one. `anew`: past whatever the browser has kept of its files.
    #[wasm_bindgen(catch, js_name = berthEngine)]
    fn start(anew: bool) -> Result<Worker, JsValue>;
}

pub enum Said {
    /// It is there, and of this build.
    Ready(String),
    Reply(Zeroizing<Vec<u8>>),
    /// It asked for these addresses.
    Requests(Vec<String>),
    /// It is of no more use.
    Failed(String),
}

pub struct Engine {
    worker: Worker,
    _said: Closure<dyn Fn(MessageEvent)>,
    _failed: Closure<dyn Fn(ErrorEvent)>,
}

impl Engine {
    pub fn start(anew: bool, then: impl Fn(Said) + Clone + 'static) -> Result<Self, String> {
        let worker = start(anew).map_err(|error| reason(&error))?;
        let tell = then.clone();
        let said = Closure::new(move |event: MessageEvent| {
            if let Some(said) = said(&event.data()) {
                tell(said);
            }
        });
        let failed = Closure::new(move |event: ErrorEvent| then(Said::Failed(event.message())));
        // Whatever was said until now is said when somebody listens.
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        worker.set_onmessage(Some(said.as_ref().unchecked_ref()));
        Ok(Self { worker, _said: said, _failed: failed })
    }

    /// The bytes go over to the engine, which overwrites them; here they are overwritten at once.
    pub fn ask(&self, request: Vec<u8>) -> Result<(), String> {
        let request = Zeroizing::new(request);
        let bytes = Uint8Array::from(&request[..]);
        let transferred = Array::of1(&bytes.buffer());
        self.worker.post_message_with_transfer(&bytes, &transferred).map_err(|error| reason(&error))
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn said(data: &JsValue) -> Option<Said> {
    if let Some(build) = data.as_string() {
        return Some(Said::Ready(build));
    }
    if let Some(bytes) = data.dyn_ref::<Uint8Array>() {
        let reply = Zeroizing::new(bytes.to_vec());
        bytes.fill(0, 0, bytes.length());
        return Some(Said::Reply(reply));
    }
    let addresses = data.dyn_ref::<Array>()?.iter();
    Some(Said::Requests(addresses.filter_map(|address| address.as_string()).collect()))
}
