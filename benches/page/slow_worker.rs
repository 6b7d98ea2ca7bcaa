//! A browser's throttle reaches the page's own thread and no other, so that a worker's is slowed here: by a control group
//! that runs for one of four milliseconds. Where none can be had, its replies come late.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::quota::Quota;
use crate::threads::Threads;

/// What Chromium calls the thread of a worker, cut to what Linux keeps of a name.
const NAME: &str = "DedicatedWorker";
/// A thread may run that long before it is found.
const GLANCE: Duration = Duration::from_millis(2);

pub struct SlowWorker(Result<Watch, String>);

struct Watch {
    quota: Arc<Quota>,
    slowed: Arc<AtomicUsize>,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl SlowWorker {
    /// Of every browser that this bench starts from now on.
    pub fn start() -> Self {
        Self(Watch::start().and_then(Watch::tried))
    }

    /// What a page has to run first, where its worker's thread can't be slowed.
    pub fn script(&self) -> Option<&'static str> {
        self.0.is_err().then_some(include_str!("slow_worker.js"))
    }

    /// False where a worker was there and its thread was not found.
    pub fn was_found(&self) -> bool {
        self.0.as_ref().map_or(true, |watch| watch.slowed() > 0)
    }

    pub fn how(&self) -> String {
        match &self.0 {
            Ok(watch) => {
                format!("{} slowed the threads of {} workers", watch.quota.name(), watch.slowed())
            }
            Err(why) => {
                format!("each worker's reply came later by 3 times what it took, its start did not: {why}")
            }
        }
    }
}

impl Watch {
    fn start() -> Result<Self, String> {
        let quota = Arc::new(Quota::make()?);
        let (slowed, ends) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (to, counts, end) = (Arc::clone(&quota), Arc::clone(&slowed), Arc::clone(&ends));
        let thread = thread::spawn(move || {
            let mut threads = Threads::named(NAME);
            while !end.load(Ordering::Relaxed) {
                for thread in threads.new_ones() {
                    // It may have ended meanwhile.
                    if to.hold(thread).is_ok() {
                        counts.fetch_add(1, Ordering::Relaxed);
                    }
                }
                thread::sleep(GLANCE);
            }
        });
        Ok(Self { quota, slowed, ends, thread: Some(thread) })
    }

    /// With a thread of our own that is named like a worker's and works for a while.
    fn tried(self) -> Result<Self, String> {
        let work = || {
            let started = Instant::now();
            while started.elapsed() < Duration::from_millis(200) {}
        };
        let worker = thread::Builder::new().name(NAME.to_owned()).spawn(work);
        worker.map_err(|error| error.to_string())?.join().expect("it only waits");
        if self.slowed() == 0 || !self.quota.has_held_up() {
            return Err(format!("{} held up nothing", self.quota.name()));
        }
        self.slowed.store(0, Ordering::Relaxed);
        Ok(self)
    }

    fn slowed(&self) -> usize {
        self.slowed.load(Ordering::Relaxed)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        self.thread.take().map(JoinHandle::join);
    }
}
