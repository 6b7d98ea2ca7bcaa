//! Running other programs: quietly with a progress line, for their output, or live.

use crate::{Result, paths};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Cargo itself, the one that runs us, at the workspace's root.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(paths::root()).env("PATH", paths::search_path());
    command
}

/// Announces a step: what happens, what for, and how long it takes.
pub fn step(what: &str, why: &str, about: &str) {
    println!("→ {what}: {why} ({about})");
}

/// What the program printed on standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let out = command.stdin(Stdio::null()).output().map_err(|e| not_started(command, &e))?;
    if out.status.success() {
        Ok(String::from_utf8_lossy(&out.stdout).trim().to_string())
    } else {
        Err(format!("{}\n{}", failed(command), String::from_utf8_lossy(&out.stderr).trim()))
    }
}

/// What Git says of the checkout.
pub fn git(words: &[&str]) -> Result<String> {
    output(Command::new("git").args(words).current_dir(paths::root()))
}

/// Runs the program with our own terminal.
pub fn live(command: &mut Command) -> Result {
    let status = command.status().map_err(|e| not_started(command, &e))?;
    if status.success() { Ok(()) } else { Err(failed(command)) }
}

/// Runs a long program behind one progress line; its output is shown only when it fails.
pub fn watched(command: &mut Command) -> Result {
    const KEPT: usize = 30;
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| not_started(command, &e))?;
    let (sender, lines) = channel();
    forward(child.stdout.take().expect("piped"), sender.clone());
    forward(child.stderr.take().expect("piped"), sender);

    let terminal = std::io::stdout().is_terminal();
    // Elsewhere a plain line now and then.
    let pause = Duration::from_millis(if terminal { 200 } else { 20_000 });
    let mut shown = started;
    let mut tail = VecDeque::new();
    loop {
        match lines.recv_timeout(Duration::from_millis(500)) {
            Ok(line) => {
                tail.push_back(line);
                if tail.len() > KEPT {
                    tail.pop_front();
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if shown.elapsed() >= pause {
            shown = Instant::now();
            show(terminal, started, tail.back().map_or("", String::as_str));
        }
    }
    let status = child.wait().map_err(|e| e.to_string())?;
    if terminal {
        print!("\r\x1b[K");
    }
    if status.success() {
        println!("  done in {} s", started.elapsed().as_secs());
        Ok(())
    } else {
        let tail: Vec<String> = tail.into();
        Err(format!("{}\n{}", failed(command), tail.join("\n")))
    }
}

fn forward(stream: impl Read + Send + 'static, lines: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(std::result::Result::ok) {
            let line = String::from_utf8_lossy(&line).trim().to_string();
            if !line.is_empty() && lines.send(line).is_err() {
                break;
            }
        }
    });
}

/// On a terminal one line that is written over.
fn show(terminal: bool, started: Instant, line: &str) {
    let line: String = line.chars().filter(|c| !c.is_control()).take(68).collect();
    let text = format!("  {:>3} s  {line}", started.elapsed().as_secs());
    if terminal {
        print!("\r\x1b[K{text}");
        let _ = std::io::stdout().flush();
    } else {
        println!("{text}");
    }
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` did not start: {error}", command.get_program().to_string_lossy())
}

fn failed(command: &Command) -> String {
    let args: Vec<_> = command.get_args().map(|arg| arg.to_string_lossy()).collect();
    format!("`{} {}` failed", command.get_program().to_string_lossy(), args.join(" "))
}
