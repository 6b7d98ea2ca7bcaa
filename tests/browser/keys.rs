//! Keys as a person presses them, by Chromium's own protocol: trusted, and without touching the focus.

use berth_testing::page::Page;
use serde_json::{Value, json};

pub trait Keys {
    /// `Tab`, `Shift+Tab`, `Enter`, `Escape`, `ArrowDown`, ` `, or a letter.
    fn key(&self, name: &str);

    /// What has the focus, as `scripts/focus.js` describes it.
    fn focus(&self) -> Value;
}

impl Keys for Page<'_> {
    fn key(&self, name: &str) {
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

    fn focus(&self) -> Value {
        self.js("return window.focusNow()", &json!([]))
    }
}
