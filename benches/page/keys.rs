//! From a key press to the field and its findings, and to the preview, on a slow machine.

use std::thread;
use std::time::Duration;

use berth_testing::webdriver::Session;
use serde_json::{Value, json};

use crate::measures::{Measure, Measured, Spread};
use crate::pages::Page;
use crate::rig::{self, Rig, eventually};

/// The first few are the machine's, that compiles what runs often.
const WARM_UP: usize = 4;
const PRESSES: usize = 10;
const BARE: &str =
    "data:text/html,<input oninput='document.querySelector(\"p\").textContent = value'><p></p>";

/// Fields to type into, each as what finds it.
const PORT: &str = "document.querySelector('main input[inputmode=numeric]')";
const SECRET: &str = "document.querySelector(\"main input[id^='field-']:read-write\")";
/// One that the file on show holds.
const TEXT: &str = "[...document.querySelectorAll('main input.input:not([inputmode=numeric])')]
    .find(({ value }) => value && document.querySelector('.code').textContent.includes(value))";
const DOMAIN: &str = "document.querySelector('.main input[type=text]')";
/// The file that holds what is typed into most fields.
const ANSWERS: &str = "document.querySelector(\"[data-file='.env']\")";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Typed {
    /// One letter, and out again.
    InAndOut,
    /// Always one letter more, so that the preview never had before what it is to show.
    More,
}

/// Trusted keys (`Input.dispatchKeyEvent`), each measured from its event's `timeStamp`, which is when the browser was given
/// it, to the first task after the frame that shows what follows: by then that is laid out and painted. Where a preview is
/// changed within a frame, the one after it is waited for: nothing is measured too short.
///
/// The longest task is one that Chromium reports: none below 50 ms, which counts as 0.
pub fn measure(rig: &Rig, page: &Page, measured: &mut Measured) {
    let session = rig.browser();
    let mut longest: f64 = 0.0;
    let mut type_into = |field, typed, shows: &[(&str, Measure)]| {
        focus(&session, field);
        let keys = press(&session, page.preview(), typed);
        for (what, measure) in shows {
            for time in times(&keys[*what]) {
                measured.add(*measure, time);
            }
        }
        longest = longest.max(keys["longest"].as_f64().unwrap_or_default());
    };
    if page.is_berth() {
        open(&session, page, "#ports");
        type_into(PORT, Typed::InAndOut, &[("field", Measure::KeyToPort)]);
        open(&session, page, "#secrets");
        type_into(SECRET, Typed::InAndOut, &[("field", Measure::KeyToSecret)]);
        open(&session, page, "#settings");
        session.script(&format!("{ANSWERS}.click()"), &json!([]));
        let shows = [("field", Measure::KeyToText), ("preview", Measure::KeyToPreview)];
        type_into(TEXT, Typed::More, &shows);
    } else {
        open(&session, page, "");
        type_into(DOMAIN, Typed::More, &[("preview", Measure::KeyToPreview)]);
    }
    measured.add(Measure::LongestWhileTyping, longest);
}

/// What the rig itself takes on this machine: a page that holds nothing but a field and a copy of what is typed there.
pub fn bare(rig: &Rig) -> Spread {
    let session = rig.browser();
    session.go(BARE);
    rig::slow_down(&session);
    focus(&session, "document.querySelector('input')");
    Spread::of(&times(&press(&session, "p", Typed::InAndOut)["field"]))
}

/// A new document at a step, at full speed until it is there.
fn open(session: &Session, page: &Page, step: &str) {
    rig::full_speed(session);
    session.go("about:blank");
    session.go(&format!("{}{step}", page.site.url));
    let shown =
        format!("return document.querySelector('{}')?.textContent.trim() ? true : null", page.preview());
    eventually(session, "the preview", &shown);
    thread::sleep(Duration::from_millis(300));
    rig::slow_down(session);
}

fn focus(session: &Session, field: &str) {
    let focus = format!(
        "document.querySelectorAll('main details').forEach(one => one.open = true);
        const field = {field};
        field?.focus();
        return field ? true : null"
    );
    eventually(session, "a field to type into", &focus);
}

fn press(session: &Session, preview: &str, typed: Typed) -> Value {
    let watch = format!("({}\n)({})", include_str!("keys.js"), json!({ "preview": preview }));
    session.script(&watch, &json!([]));
    key(session, "End", 35, "");
    for at in 0..WARM_UP + PRESSES {
        // Not in step with the frames.
        thread::sleep(Duration::from_millis(80 + (at as u64 * 7) % 31));
        if at == WARM_UP {
            session.script("Object.assign(keys, { field: [], preview: [], longest: 0 })", &json!([]));
        }
        match typed {
            Typed::InAndOut if at % 2 == 1 => key(session, "Backspace", 8, ""),
            Typed::InAndOut => key(session, "a", 65, "a"),
            Typed::More => {
                let letter = char::from(b"bcdefghijklmno"[at % 14]).to_string();
                key(session, &letter, 0, &letter);
                thread::sleep(Duration::from_millis(100));
                let count = if at < WARM_UP { at + 1 } else { at + 1 - WARM_UP };
                let shown = format!("return keys.preview.length >= {count} ? true : null");
                eventually(session, "the preview to show what was typed", &shown);
            }
        }
    }
    let seen = format!("return keys.field.length >= {PRESSES} ? keys : null");
    eventually(session, "the field to follow the keys", &seen)
}

fn key(session: &Session, name: &str, code: u32, text: &str) {
    let kind = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
    let event = |kind: &str, text: &str| json!({ "type": kind, "key": name, "windowsVirtualKeyCode": code, "text": text });
    session.cdp("Input.dispatchKeyEvent", &event(kind, text));
    session.cdp("Input.dispatchKeyEvent", &event("keyUp", ""));
}

fn times(list: &Value) -> Vec<f64> {
    list.as_array().expect("a list").iter().filter_map(Value::as_f64).collect()
}
