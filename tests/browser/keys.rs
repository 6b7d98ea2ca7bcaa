//! Keys as a person presses them, by Chromium's own protocol: trusted, and without touching the focus.

use serde_json::{Value, json};

use crate::page::Page;

impl Page<'_> {
    /// `Tab`, `Shift+Tab`, `Enter`, `Escape`, `ArrowDown`, ` `, or a letter.
    pub fn key(&self, name: &str) {
        let (name, modifiers) = match name.strip_prefix("Shift+") {
            Some(name) => (name, 8),
            None => (name, 0),
        };
        let (code, text) = match name {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            "Escape" => (27, ""),
            "Backspace" => (8, ""),
            "End" => (35, ""),
            "ArrowUp" => (38, ""),
            "ArrowDown" => (40, ""),
            " " => (32, " "),
            letter => (u32::from(letter.as_bytes()[0].to_ascii_uppercase()), letter),
        };
        let event = |kind: &str| {
            json!({ "type": kind, "key": name, "code": name, "text": text, "modifiers": modifiers,
                "windowsVirtualKeyCode": code })
        };
        let down = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        self.browser.cdp("Input.dispatchKeyEvent", &event(down));
        let mut up = event("keyUp");
        up["text"] = json!("");
        self.browser.cdp("Input.dispatchKeyEvent", &up);
    }

    /// What has the focus, as `scripts/focus.js` describes it.
    pub fn focus(&self) -> Value {
        self.js("return window.focusNow()", &json!([]))
    }
}
