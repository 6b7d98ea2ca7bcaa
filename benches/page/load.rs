//! From an empty cache to the first paint, and to the first field that answers, on a slow line and a slow machine.

use std::thread;
use std::time::{Duration, Instant};

use berth_testing::site::Site;
use berth_testing::webdriver::{Driver, Session};
use serde_json::{Value, json};

use crate::table::{Judged, Row};

const RUNS: usize = 21;
const PATIENCE: Duration = Duration::from_secs(30);

/// The page is a static one below a path of its own; the machine that it is shown on is four times slower than this one,
/// and its line is Lighthouse's slow 4G. Each run has a browser of its own: nothing is cached, neither files nor compiled
/// wasm, and nothing is kept from before.
///
/// Painted: `first-contentful-paint`. Usable: the first input of the form, at the step Ports, is there and enabled, and
/// says that what is put into it is no port; the time is the one before it was put in. The input is asked for in every
/// frame from the first one on.
pub fn measure(driver: &Driver) -> Vec<Row> {
    let site = Site::serve_gzipped("/berth/");
    let (mut painted, mut usable, mut longest) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let downloads = tempfile::tempdir().expect("a temporary folder");
        let session = driver.session(downloads.path());
        let watch = json!({ "source": include_str!("load.js") });
        session.cdp("Page.addScriptToEvaluateOnNewDocument", &watch);
        slow_down(&session);
        session.go(&format!("{}#ports", site.url));
        let seen = wait(&session);
        painted.extend(seen["painted"].as_f64());
        usable.extend(seen["usable"].as_f64());
        longest.extend(seen["longest"].as_f64());
    }
    let row =
        |case: &str, limit, judged, values| Row { case: case.to_owned(), unit: "ms", limit, judged, values };
    vec![
        row("load: first contentful paint", 1000.0, Judged::Median, painted),
        row("load: first field usable", 2000.0, Judged::Median, usable),
        row("load: longest task", 0.0, Judged::Told, longest),
    ]
}

fn slow_down(session: &Session) {
    // 1.6 Mbit/s down, 750 kbit/s up, 150 ms.
    let line = json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750 });
    session.cdp("Network.enable", &json!({}));
    session.cdp("Network.emulateNetworkConditions", &line);
    session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 4 }));
}

fn wait(session: &Session) -> Value {
    let started = Instant::now();
    loop {
        let seen = session.script("return window.benchSeen?.() ?? null", &json!([]));
        if !seen.is_null() {
            return seen;
        }
        assert!(started.elapsed() < PATIENCE, "no field of the page answers");
        thread::sleep(Duration::from_millis(50));
    }
}
