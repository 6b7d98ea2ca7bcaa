//! From a key press to every preview updated and painted, on a machine that is four times slower than this one.

use std::thread;
use std::time::{Duration, Instant};

use berth_testing::site::Site;
use berth_testing::webdriver::{Driver, Session};
use serde_json::{Value, json};

use crate::table::{Judged, Row};

/// How often a key is pressed in each field; the first few are the machine's, that compiles what runs often.
const PRESSES: usize = 44;
const WARM_UP: usize = 4;
const BARE: &str =
    "data:text/html,<input oninput='document.querySelector(\"p\").textContent = value'><p></p>";
const PATIENCE: Duration = Duration::from_secs(20);

/// Where a port is asked, a text, and a secret.
const STEPS: [&str; 3] = ["ports", "settings", "secrets"];

/// Trusted keys (`Input.dispatchKeyEvent`), one letter in and the same one out again, in the first port, the first text
/// and the first secret of each profile. A press is measured from its event's `timeStamp`, which is when the browser was
/// given it, to the first task after the next animation frame: by then the page has run whatever follows from the key,
/// and the frame with it is laid out and painted. A page that put its work off to a later frame would be found out by
/// the preview: after the presses, it must show what was typed.
///
/// Beside it, the same of a page that holds nothing but a field and a copy of what is typed there: what the rig itself
/// takes, on this machine.
///
/// `longest` is the longest task that Chromium reports (none below 50 ms) and the longest time between two frames.
pub fn measure(driver: &Driver) -> Vec<Row> {
    let site = Site::serve_gzipped("/berth/");
    let mut rows = Vec::new();
    let (mut tasks, mut frames) = (Vec::new(), Vec::new());
    let downloads = tempfile::tempdir().expect("a temporary folder");
    let session = driver.session(downloads.path());
    session.go(BARE);
    session.script("document.querySelector('input').focus()", &json!([]));
    slow_down(&session);
    let values = press(&session, "settings");
    let case = "key: a page with one field and its copy".to_owned();
    rows.push(Row { case, unit: "ms", limit: 0.0, judged: Judged::Told, values });
    for profile in profiles(&session, &site) {
        for step in STEPS {
            let Some(field) = open(&session, &site, &profile, step) else {
                println!("  {profile} has no field of {step} to type into");
                continue;
            };
            let times = press(&session, step);
            let case = format!("key: {profile}, {field}");
            rows.push(Row { case, unit: "ms", limit: 14.0, judged: Judged::Median, values: times });
            let longest =
                session.script("return [Math.max(0, ...window.longTasks), window.longestFrame]", &json!([]));
            tasks.extend(longest[0].as_f64());
            frames.extend(longest[1].as_f64());
        }
    }
    let row = |case: &str, values| Row {
        case: case.to_owned(),
        unit: "ms",
        limit: 50.0,
        judged: Judged::Max,
        values,
    };
    rows.push(row("key: longest task", tasks));
    rows.push(row("key: longest time between frames", frames));
    rows
}

fn profiles(session: &Session, site: &Site) -> Vec<String> {
    go(session, site, "profile");
    let all = "return [...document.getElementsByName('profile')].map(input => input.value)";
    let all = eventually(session, all);
    all.as_array().expect("a list").iter().map(|id| id.as_str().expect("a text").to_owned()).collect()
}

/// A new document at a step, at full speed.
fn go(session: &Session, site: &Site, step: &str) {
    session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 1 }));
    session.go("about:blank");
    session.go(&format!("{}#{step}", site.url));
    eventually(session, "return document.querySelector('#download') ? true : null");
}

/// The step with its first field focused; says which field that is.
fn open(session: &Session, site: &Site, profile: &str, step: &str) -> Option<String> {
    go(session, site, "profile");
    let choose = "document.querySelector(`input[name=profile][value=${arguments[0]}]`).click()";
    session.script(choose, &json!([profile]));
    go(session, site, step);
    let focus = "document.querySelectorAll('main details').forEach(one => one.open = true);
        const all = [...document.querySelectorAll(\"main input[id^='field-']\")];
        const field = all.find(one => arguments[0] === 'secrets' && !one.readOnly || one.inputMode === 'numeric' && arguments[0] === 'ports'
            || one.className === 'input' && one.type === 'text' && arguments[0] === 'settings');
        field?.focus();
        return field?.id.slice(6) ?? null";
    thread::sleep(Duration::from_millis(300));
    let field = session.script(focus, &json!([step])).as_str()?.to_owned();
    slow_down(session);
    Some(field)
}

fn slow_down(session: &Session) {
    session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 4 }));
    session.script(include_str!("keys.js"), &json!([]));
}

fn press(session: &Session, step: &str) -> Vec<f64> {
    key(session, "End", 35, "");
    session.script("window.keyTimes = []; window.longTasks = []; window.longestFrame = 0", &json!([]));
    let letter = if step == "ports" { ("1", 49) } else { ("a", 65) };
    for at in 0..PRESSES {
        if at == WARM_UP {
            session
                .script("window.keyTimes = []; window.longTasks = []; window.longestFrame = 0", &json!([]));
        }
        match at % 2 {
            0 => key(session, letter.0, letter.1, letter.0),
            _ => key(session, "Backspace", 8, ""),
        }
        // Not in step with the frames.
        thread::sleep(Duration::from_millis(80 + (at as u64 * 7) % 31));
    }
    let wanted = PRESSES - WARM_UP;
    let times =
        eventually(session, &format!("return window.keyTimes.length >= {wanted} ? window.keyTimes : null"));
    times.as_array().expect("a list").iter().filter_map(Value::as_f64).collect()
}

fn key(session: &Session, name: &str, code: u32, text: &str) {
    let kind = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
    let event = |kind: &str, text: &str| json!({ "type": kind, "key": name, "windowsVirtualKeyCode": code, "text": text });
    session.cdp("Input.dispatchKeyEvent", &event(kind, text));
    session.cdp("Input.dispatchKeyEvent", &event("keyUp", ""));
}

fn eventually(session: &Session, script: &str) -> Value {
    let started = Instant::now();
    loop {
        let seen = session.script(script, &json!([]));
        if !seen.is_null() {
            return seen;
        }
        assert!(started.elapsed() < PATIENCE, "waited for `{script}`");
        thread::sleep(Duration::from_millis(20));
    }
}
