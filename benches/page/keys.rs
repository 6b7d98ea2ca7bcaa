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
    /// One character, and out again.
    InAndOut(char),
    /// Always one letter more, so that the preview never had before what it is to show.
    More,
}

impl Typed {
    /// A preview takes its time.
    fn pause(self) -> Duration {
        Duration::from_millis(if self == Self::More { 300 } else { 80 })
    }
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
        type_into(PORT, Typed::InAndOut('1'), &[("field", Measure::KeyToPort)]);
        type_into(PORT, Typed::InAndOut('a'), &[("field", Measure::KeyToFinding)]);
        open(&session, page, "#secrets");
        type_into(SECRET, Typed::InAndOut('a'), &[("field", Measure::KeyToSecret)]);
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
    Spread::of(&times(&press(&session, "p", Typed::InAndOut('a'))["field"]))
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
    key(session, "End", "");
    for at in 0..WARM_UP + PRESSES {
        // Not in step with the frames. Nothing is asked meanwhile: that would be measured as well.
        thread::sleep(typed.pause() + Duration::from_millis((at as u64 * 7) % 31));
        if at == WARM_UP {
            session.script("keys.begin()", &json!([]));
        }
        match typed {
            Typed::InAndOut(_) if at % 2 == 1 => key(session, "Backspace", ""),
            Typed::InAndOut(character) => key(session, &character.to_string(), &character.to_string()),
            Typed::More => key(session, "b", "b"),
        }
    }
    thread::sleep(Duration::from_millis(500));
    let shown = if typed == Typed::More { PRESSES } else { 0 };
    let seen =
        format!("return keys.field.length >= {PRESSES} && keys.preview.length >= {shown} ? keys : null");
    eventually(session, "the page to follow the keys", &seen)
}

fn key(session: &Session, name: &str, text: &str) {
    let code = match name {
        "End" => 35,
        "Backspace" => 8,
        _ => u32::from(name.as_bytes()[0].to_ascii_uppercase()),
    };
    let kind = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
    let event = |kind: &str, text: &str| json!({ "type": kind, "key": name, "windowsVirtualKeyCode": code, "text": text });
    session.cdp("Input.dispatchKeyEvent", &event(kind, text));
    session.cdp("Input.dispatchKeyEvent", &event("keyUp", ""));
}

fn times(list: &Value) -> Vec<f64> {
    list.as_array().expect("a list").iter().filter_map(Value::as_f64).collect()
}
