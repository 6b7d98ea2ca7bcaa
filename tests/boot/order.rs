//! When containers were started and became healthy, as the engine told it while it happened.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use berth_testing::engine::judge;
use serde_json::Value;

use crate::stand::Stand;

/// Service and event, the first time.
type Times = BTreeMap<(String, Event), u64>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    Started,
    Healthy,
    Ended,
}

pub struct Watch {
    process: Child,
    times: Arc<Mutex<Times>>,
}

impl Watch {
    pub fn new(stand: &Stand) -> Self {
        let mut command = stand.command(judge("docker"));
        command.args(["events", "--format", "{{json .}}", "--filter"]);
        command.arg(format!("label=com.docker.compose.project={}", stand.project()));
        command.args(["--filter", "type=container", "--filter", "event=start"]);
        command.args(["--filter", "event=health_status", "--filter", "event=die"]);
        let mut process = command.stdout(Stdio::piped()).spawn().expect("docker runs");
        let lines = BufReader::new(process.stdout.take().expect("a pipe")).lines();
        let times = Arc::new(Mutex::new(Times::new()));
        let heard = Arc::clone(&times);
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let Ok(told) = serde_json::from_str::<Value>(&line) else { continue };
                let event = match told["status"].as_str() {
                    Some("start") => Event::Started,
                    Some("health_status: healthy") => Event::Healthy,
                    Some("die") => Event::Ended,
                    _ => continue,
                };
                let service =
                    told["Actor"]["Attributes"]["com.docker.compose.service"].as_str().unwrap_or_default();
                let time = told["timeNano"].as_u64().unwrap_or_default();
                heard.lock().unwrap().entry((service.to_owned(), event)).or_insert(time);
            }
        });
        Self { process, times }
    }

    /// The one was started after the other was healthy, had ended, or was started.
    #[track_caller]
    pub fn assert_waited(&self, one: &str, event: Event, other: &str) {
        let times = self.times.lock().unwrap();
        let time = |service: &str, event: Event| {
            times
                .get(&(service.to_owned(), event))
                .unwrap_or_else(|| panic!("{service} was never {event:?}: {times:?}"))
        };
        assert!(time(one, Event::Started) > time(other, event), "{one} did not wait for {other}: {times:?}");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
