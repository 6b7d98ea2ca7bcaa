//! What is seen of this page while it comes, on a slow line and a slow machine.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{fs, io, thread};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use berth_testing::webdriver::Session;
use serde_json::json;

use crate::pages::Page;
use crate::rig::{self, Rig, eventually};

const LASTS: f64 = 1500.0;
const EVERY: f64 = 100.0;

/// A folder for the first step and one for Ports, each with `0000.png`, `0100.png` and so on by the milliseconds that have
/// passed, and with `there.png` once the preview is there. A picture that comes late leaves some out.
pub fn take(rig: &Rig, page: &Page, folder: &Path) -> io::Result<()> {
    for (step, hash) in [("stack", ""), ("ports", "#ports")] {
        let folder = folder.join(step);
        fs::create_dir_all(&folder)?;
        for (name, picture) in load(rig, page, hash) {
            fs::write(folder.join(format!("{name}.png")), picture)?;
        }
        println!("  {}", folder.display());
    }
    Ok(())
}

fn load(rig: &Rig, page: &Page, hash: &str) -> BTreeMap<String, Vec<u8>> {
    let session = rig.hasty_browser();
    rig::slow_down(&session);
    let go = "setTimeout((address) => (location.href = address), 0, arguments[0])";
    let asked = now();
    session.script(go, &json!([format!("{}{hash}", page.slow.url)]));
    let mut pictures = Vec::new();
    while now() < asked + LASTS + EVERY {
        let next = now() + EVERY;
        pictures.push((picture(&session), now()));
        thread::sleep(Duration::from_secs_f64((next - now()).max(0.0) / 1000.0));
    }
    let shown =
        format!("return document.querySelector('{}')?.textContent.trim() ? true : null", page.preview());
    eventually(&session, "the preview", &shown);
    let began = session.script("return performance.timeOrigin", &json!([])).as_f64().expect("a time");
    let since = |(picture, at): (_, f64)| {
        let passed = ((at - began) / EVERY).floor() * EVERY;
        (passed >= 0.0).then(|| (format!("{passed:04}"), picture))
    };
    let mut named: BTreeMap<_, _> = pictures.into_iter().filter_map(since).collect();
    thread::sleep(Duration::from_millis(500));
    named.insert("there".to_owned(), picture(&session));
    named
}

fn picture(session: &Session) -> Vec<u8> {
    let taken = session.cdp("Page.captureScreenshot", &json!({ "optimizeForSpeed": true }));
    BASE64_STANDARD.decode(taken["data"].as_str().expect("a picture")).expect("base64")
}

/// In milliseconds, by the clock that a page's `timeOrigin` goes by.
fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs_f64() * 1000.0
}
