//! The threads of a name below this program, as they appear.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::time::{Duration, Instant};

/// A thread is named soon after it began, and until then is called like the one that began it.
const NAMED: Duration = Duration::from_millis(300);

pub struct Threads {
    name: &'static str,
    /// The threads of each process that descends from this one, and since when they are known; none of any other process.
    processes: HashMap<u32, Option<HashMap<u32, Thread>>>,
}

struct Thread {
    since: Instant,
    told: bool,
}

impl Threads {
    pub fn named(name: &'static str) -> Self {
        Self { name, processes: HashMap::new() }
    }

    /// Each is told once.
    pub fn new_ones(&mut self) -> Vec<u32> {
        let there = numbers("/proc");
        self.processes.retain(|process, _| there.contains(process));
        let mut found = Vec::new();
        for process in there {
            let ours = || descends(process).then(HashMap::new);
            let Some(threads) = self.processes.entry(process).or_insert_with(ours) else { continue };
            let there = numbers(&format!("/proc/{process}/task"));
            threads.retain(|thread, _| there.contains(thread));
            for id in there {
                let thread =
                    threads.entry(id).or_insert_with(|| Thread { since: Instant::now(), told: false });
                if !thread.told && thread.since.elapsed() < NAMED {
                    let name = fs::read_to_string(format!("/proc/{process}/task/{id}/comm"));
                    thread.told = name.is_ok_and(|name| name.trim_end() == self.name);
                    found.extend(thread.told.then_some(id));
                }
            }
        }
        found
    }
}

fn descends(mut process: u32) -> bool {
    while process > 1 {
        if process == std::process::id() {
            return true;
        }
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let parent = status.lines().find_map(|line| line.strip_prefix("PPid:"));
        process = parent.and_then(|parent| parent.trim().parse().ok()).unwrap_or_default();
    }
    false
}

fn numbers(folder: &str) -> HashSet<u32> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}
