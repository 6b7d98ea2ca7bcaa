//! The page's engine: bytes in, bytes out. `public/worker.js` calls it.

use std::cell::RefCell;

use berth::engine::Engine;
use berth::message;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::default();
}

/// The build that the page must be of, too.
#[wasm_bindgen]
pub fn build() -> String {
    message::BUILD.to_owned()
}

#[wasm_bindgen]
pub fn reply(request: Vec<u8>) -> Vec<u8> {
    ENGINE.with_borrow_mut(|engine| engine.reply(request))
}

fn main() {}
