//! A control group whose threads run for one of four milliseconds: of Linux' first kind of groups, or a threaded one of the
//! second.

use std::fs;
use std::path::{Path, PathBuf};

const OF_MICROSECONDS: u32 = 4_000;
const MICROSECONDS: u32 = 1_000;

pub struct Quota {
    folder: PathBuf,
    is_first_kind: bool,
}

impl Quota {
    pub fn make() -> Result<Self, String> {
        let (mount, is_first_kind) = controller().ok_or("no control groups for the processor")?;
        let folder = mount.join(own(is_first_kind)).join(format!("berth-bench-{}", std::process::id()));
        fs::create_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let quota = Self { folder, is_first_kind };
        quota.set_up()?;
        Ok(quota)
    }

    fn set_up(&self) -> Result<(), String> {
        if self.is_first_kind {
            self.write("cpu.cfs_period_us", &OF_MICROSECONDS.to_string())?;
            return self.write("cpu.cfs_quota_us", &MICROSECONDS.to_string());
        }
        self.write("cgroup.type", "threaded")?;
        self.write("../cgroup.subtree_control", "+cpu")?;
        self.write("cpu.max", &format!("{MICROSECONDS} {OF_MICROSECONDS}"))
    }

    pub fn name(&self) -> &'static str {
        if self.is_first_kind { "a control group, v1" } else { "a threaded control group, v2" }
    }

    pub fn hold(&self, thread: u32) -> Result<(), String> {
        self.write(self.threads(), &thread.to_string())
    }

    /// Whether a thread has had to wait here.
    pub fn has_held_up(&self) -> bool {
        let counted = fs::read_to_string(self.folder.join("cpu.stat")).unwrap_or_default();
        let times = counted.lines().find_map(|line| line.strip_prefix("nr_throttled "));
        times.and_then(|times| times.parse().ok()).is_some_and(|times: u64| times > 0)
    }

    fn threads(&self) -> &'static str {
        if self.is_first_kind { "tasks" } else { "cgroup.threads" }
    }

    fn write(&self, file: &str, value: &str) -> Result<(), String> {
        let file = self.folder.join(file);
        fs::write(&file, value).map_err(|error| format!("{}: {error}", file.display()))
    }
}

impl Drop for Quota {
    fn drop(&mut self) {
        // A group is removed without its threads only.
        let left = fs::read_to_string(self.folder.join(self.threads())).unwrap_or_default();
        for thread in left.lines() {
            let _ = fs::write(self.folder.join("..").join(self.threads()), thread);
        }
        if let Err(error) = fs::remove_dir(&self.folder) {
            eprintln!("error: {} is left over: {error}", self.folder.display());
        }
    }
}

/// Where the groups for the processor are, and whether they are of the first kind.
fn controller() -> Option<(PathBuf, bool)> {
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    let mut found = mounts.lines().filter_map(|line| {
        let words: Vec<&str> = line.split(' ').collect();
        let [_, folder, kind, options, ..] = words[..] else { return None };
        let controls = |controllers: &str, by: char| controllers.trim().split(by).any(|one| one == "cpu");
        let second = || fs::read_to_string(Path::new(folder).join("cgroup.controllers")).unwrap_or_default();
        match kind {
            "cgroup" if controls(options, ',') => Some((folder.into(), true)),
            "cgroup2" if controls(&second(), ' ') => Some((folder.into(), false)),
            _ => None,
        }
    });
    found.next()
}

/// The group that this program is in, and the browsers that it starts: only from there can threads be moved below it.
fn own(is_first_kind: bool) -> PathBuf {
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let own = groups.lines().find_map(|line| {
        let (_, rest) = line.split_once(':')?;
        let (controllers, path) = rest.split_once(':')?;
        let is_it = if is_first_kind {
            controllers.split(',').any(|one| one == "cpu")
        } else {
            controllers.is_empty()
        };
        is_it.then(|| path.trim_start_matches('/').to_owned())
    });
    own.unwrap_or_default().into()
}
