//! A test that needs port 80, Docker's name server or `/usr/share` for itself runs in namespaces of its own: this
//! program starts itself again inside them, for that one test. Whatever the test leaves running ends with them.

use std::env;
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The first argument of a process that is already inside.
const INSIDE: &str = "--inside-namespace";

/// Whether this process was started inside; takes the word that says so off the arguments.
pub fn entered(words: &mut Vec<String>) -> bool {
    let inside = words.get(1).is_some_and(|word| word == INSIDE);
    if inside {
        words.remove(1);
        let up = Command::new("ip").args(["link", "set", "lo", "up"]).output().expect("`ip` runs");
        assert!(up.status.success(), "the loopback device stays down: {}", words_of(&up));
    }
    inside
}

/// Whether this machine lets us have namespaces; the reason if not.
pub fn available() -> Result<(), String> {
    way_in().map(|_| ())
}

pub fn run_again_inside(test: &str) -> Result<(), String> {
    let this = env::current_exe().map_err(|error| error.to_string())?;
    let said = unshare(way_in()?)
        .arg(this)
        .args([INSIDE, "--color=never", "--exact", test])
        .output()
        .map_err(|error| format!("`unshare` does not run: {error}"))?;
    // "0 passed" would be a success as well.
    if said.status.success() && String::from_utf8_lossy(&said.stdout).contains(" 1 passed;") {
        Ok(())
    } else {
        Err(words_of(&said))
    }
}

/// Root goes in as it is; anybody else becomes root of the namespaces, where the machine allows it.
fn way_in() -> Result<&'static [&'static str], String> {
    static WAY: OnceLock<Result<&'static [&'static str], String>> = OnceLock::new();
    WAY.get_or_init(|| {
        let ways: [&'static [&'static str]; 2] = [&[], &["--map-root-user"]];
        let mut refusals = Vec::new();
        for way in ways {
            match unshare(way).args(["ip", "link", "set", "lo", "up"]).output() {
                Ok(said) if said.status.success() => return Ok(way),
                Ok(said) => refusals.push(words_of(&said)),
                Err(error) => refusals.push(error.to_string()),
            }
        }
        Err(format!(
            "a network namespace is missing: run as root, with `unshare` and `ip` ({})",
            refusals.join("; ")
        ))
    })
    .clone()
}

fn unshare(way: &[&str]) -> Command {
    let mut command = Command::new("unshare");
    command.args(way).args(["--net", "--mount", "--pid", "--fork", "--kill-child", "--"]);
    command
}

fn words_of(said: &Output) -> String {
    let words = [&said.stdout[..], &said.stderr[..]].concat();
    String::from_utf8_lossy(&words).trim().to_owned()
}
