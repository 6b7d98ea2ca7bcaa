//! The page's program, opened by `public/boot.js`.

use std::cell::RefCell;

use berth::ui::Opening;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static OPENING: RefCell<Option<Opening>> = const { RefCell::new(None) };
}

/// `chosen`: the stack that was chosen before the program was there.
#[wasm_bindgen]
pub fn open(chosen: Option<String>) {
    OPENING.set(Some(Opening::new(chosen)));
}

/// To be called until it is false, in tasks of their own.
#[wasm_bindgen]
pub fn take_next_place() -> bool {
    OPENING.with_borrow_mut(|opening| opening.as_mut().is_some_and(Opening::take_next_place))
}

fn main() {}
