//! Tamma for development on Podman, as Debian has it: behind its own interface of Docker's, and by the same Compose.

use std::process::Command;

use berth::stack::SecretMode;

use crate::asked;
use crate::engine::{Engine, said};
use crate::images;
use crate::lanes::{Lane, Steps};
use crate::stand::Stand;
use crate::tamma;

/// Only by its name: its images are moved from one engine to the other, which takes a while.
pub const LANES: &[Lane] = &[Lane { name: "podman", run }];

fn run(steps: &Steps, engine: &Engine) {
    let podman = Engine::podman();
    let scenario = tamma::scenario("dev", SecretMode::Env, steps.first_port());
    let stand = Stand::new(&podman, "podman", &scenario);
    steps.must("the images are moved to Podman", || {
        let archive = stand.folder.path().join("images.tar");
        let file = archive.to_str().expect("a path");
        let names = images::named(&stand.plan);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        engine.say(&[&["save", "-o", file], &names[..]].concat());
        let mut load: Command = podman.podman_command();
        let done = load.args(["load", "-q", "-i", file]).output().expect("podman runs");
        said("podman load", &done).unwrap_or_else(|words| panic!("{words}"));
        std::fs::remove_file(archive).unwrap();
    });
    asked::started(steps, &stand, tamma::WAITS);
    asked::reached(steps, &stand, tamma::ASKS);
    tamma::front_door(steps, &stand, true);
    tamma::kept(steps, &stand);
}
