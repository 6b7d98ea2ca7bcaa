//! Tests side by side, and programs that they start.

use std::path::Path;
use std::process::Command;

/// How many tests run side by side that wait for other programs half of the time.
pub fn waiting_at_once() -> usize {
    2 * std::thread::available_parallelism().map_or(1, usize::from)
}

/// As a person starts it: what runs in the background may have handed down that it is not to be interrupted.
pub fn at_a_keyboard(program: &Path) -> Command {
    if cfg!(target_os = "linux") {
        let mut command = Command::new("/usr/bin/env");
        command.arg("--default-signal=INT").arg(program);
        command
    } else {
        Command::new(program)
    }
}
