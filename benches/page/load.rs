//! From an empty cache to the first paint, the first field that can be used and the first preview, on a slow line and a slow
//! machine; and to the preview once more, with all that the browser has kept.

use std::thread;
use std::time::Duration;

use berth_testing::webdriver::Session;
use serde_json::{Value, json};

use crate::measures::{Measure, Measured};
use crate::pages::Page;
use crate::rig::{self, Rig, eventually};

/// Each load has a browser of its own: nothing is cached, neither files nor compiled code, and nothing is kept from before.
///
/// A field can be used from the first frame in which it is shown and does what it is for: a choice stays chosen, what is
/// no port is said to be none, what is typed is in the preview. A preview is there in the task after its frame.
pub fn measure(rig: &Rig, page: &Page, measured: &mut Measured) {
    let landing = load(rig, page, "", if page.is_berth() { "choose" } else { "type" });
    if page.is_berth() {
        let kept = "Campaign, which was chosen before the program came, to be chosen still";
        eventually(&landing.0, kept, "return window.bench.keptChoice()");
    }
    measured.add(Measure::LandingField, number(&landing.1, "done"));
    drop(landing);

    if page.is_berth() {
        let (_session, seen) = load(rig, page, "#ports", "mistake");
        measured.add(Measure::LinkedField, number(&seen, "done"));
    }

    let (session, seen) = load(rig, page, "", "look");
    measured.add(Measure::FirstPaint, number(&seen, "painted"));
    measured.add(Measure::Preview, preview(&seen));
    measured.add(Measure::LongestWhileLoading, number(&seen, "longest"));
    if page.is_berth() {
        let ready = "return navigator.serviceWorker.ready.then(() => true)";
        eventually(&session, "the service worker", ready);
    }
    // Compiled code is kept a while after it has run.
    thread::sleep(Duration::from_secs(2));
    session.go("about:blank");
    let seen = visit(&session, page, "");
    measured.add(Measure::SecondPreview, preview(&seen));
}

fn load<'a>(rig: &'a Rig, page: &Page, step: &str, act: &str) -> (Session<'a>, Value) {
    let session = rig.browser();
    let words = json!({ "act": act, "preview": page.preview() });
    rig::run_first(&session, &format!("({}\n)({words})", include_str!("load.js")));
    rig::slow_down(&session);
    let seen = visit(&session, page, step);
    (session, seen)
}

fn visit(session: &Session, page: &Page, step: &str) -> Value {
    session.go(&format!("{}{step}", page.slow.url));
    eventually(session, "the page to be there", "return window.bench.seen()")
}

/// The first paint is told by when it was on the screen, which is after its frame.
fn preview(seen: &Value) -> f64 {
    number(seen, "done").max(number(seen, "painted"))
}

fn number(seen: &Value, name: &str) -> f64 {
    seen[name].as_f64().unwrap_or_else(|| panic!("expected the number `{name}`, found {seen}"))
}
