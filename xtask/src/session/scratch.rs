//! Where tests put what they throw away: into memory, where the machine has much of it. They make and delete folders by
//! the thousand, which takes a disk twice as long.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The place in memory that Linux has.
const MEMORY: &str = "/dev/shm";
/// The number of its process comes behind it.
const NAME: &str = "berth-xtask-";
/// In GiB; the engine's images take most of it.
const ENOUGH: u64 = 10;

/// A folder that goes with this value.
#[derive(Debug)]
pub struct Scratch(PathBuf);

impl Scratch {
    /// None where tests had better stay on the disk.
    pub fn make() -> Option<Self> {
        let mounts = fs::read_to_string("/proc/mounts").ok()?;
        let memory = fs::read_to_string("/proc/meminfo").ok()?;
        if !runs_programs(&mounts) || available(&memory)? < ENOUGH << 20 || room()? < ENOUGH << 20 {
            return None;
        }
        remove_abandoned();
        let folder = Path::new(MEMORY).join(format!("{NAME}{}", std::process::id()));
        fs::create_dir(&folder).ok()?;
        Some(Self(folder))
    }

    pub fn tell(&self, command: &mut Command) {
        command.env("TMPDIR", &self.0);
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Those of processes that were killed.
fn remove_abandoned() {
    for entry in fs::read_dir(MEMORY).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(NAME));
        if number.is_some_and(|number| !Path::new("/proc").join(number).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Of the lines `device folder type options …`.
fn runs_programs(mounts: &str) -> bool {
    let mut lines = mounts.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    lines.any(|words| {
        words.get(1) == Some(&MEMORY)
            && words.get(2) == Some(&"tmpfs")
            && words.get(3).is_some_and(|options| !options.split(',').any(|option| option == "noexec"))
    })
}

/// In KiB.
fn available(memory: &str) -> Option<u64> {
    let line = memory.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// In KiB: containers often have a small one.
fn room() -> Option<u64> {
    let said = Command::new("df").args(["-k", "--output=avail", MEMORY]).output().ok()?;
    String::from_utf8_lossy(&said.stdout).lines().nth(1)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_where_programs_run_is_told_from_others() {
        let line = |options: &str| format!("proc /proc proc rw 0 0\ntmpfs /dev/shm tmpfs {options} 0 0\n");
        assert!(runs_programs(&line("rw,nosuid,nodev")));
        assert!(!runs_programs(&line("rw,nosuid,nodev,noexec")));
        assert!(!runs_programs("tmpfs /run tmpfs rw 0 0\n"));
    }

    #[test]
    fn what_is_available_is_read_in_kib() {
        assert_eq!(available("MemTotal:  9 kB\nMemAvailable:   22877400 kB\n"), Some(22_877_400));
        assert_eq!(available("MemTotal:  9 kB\n"), None);
    }
}
