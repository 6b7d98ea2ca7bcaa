//! A browser on a machine that is four times slower than this one.

use std::thread;
use std::time::{Duration, Instant};

use berth_testing::webdriver::{Driver, Session};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::slow_worker::SlowWorker;

const FACTOR: u32 = 4;
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Rig {
    pub driver: Driver,
    pub worker: SlowWorker,
    pub downloads: TempDir,
}

impl Rig {
    /// A browser of its own, with nothing in it.
    pub fn browser(&self) -> Session<'_> {
        self.prepared(self.driver.session(self.downloads.path()))
    }

    /// One that can be asked while its page still loads.
    pub fn hasty_browser(&self) -> Session<'_> {
        self.prepared(self.driver.hasty_session(self.downloads.path()))
    }

    fn prepared<'a>(&self, session: Session<'a>) -> Session<'a> {
        if let Some(script) = self.worker.script() {
            run_first(&session, script);
        }
        session
    }
}

/// In every page to come, before whatever is its own.
pub fn run_first(session: &Session, script: &str) {
    session.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
}

/// The page's own thread; its worker's is slowed by the rig.
pub fn slow_down(session: &Session) {
    session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": FACTOR }));
}

pub fn full_speed(session: &Session) {
    session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 1 }));
}

pub fn eventually(session: &Session, what: &str, script: &str) -> Value {
    let started = Instant::now();
    loop {
        let seen = session.script(script, &json!([]));
        if !seen.is_null() {
            return seen;
        }
        assert!(started.elapsed() < PATIENCE, "waited for {what}");
        // Whoever asks often is measured as well.
        thread::sleep(Duration::from_millis(50));
    }
}
