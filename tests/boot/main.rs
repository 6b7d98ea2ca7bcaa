//! What bundles do on a real engine: each stack in each profile is started as its guide says, and asked.
//!
//! `cargo xtask prove` says where the engine and the system of its images are. Where no engine answers, one is started in
//! namespaces of its own. One lane is one deployment from its first start to its last; lanes run side by side, as they
//! wait for probes most of the time.

mod asked;
mod campaign;
mod engine;
#[path = "../facts/facts.rs"]
mod facts;
#[path = "../judges/folder.rs"]
mod folder;
mod hostile;
mod http;
mod images;
mod kyros;
mod lanes;
mod order;
mod podman;
mod scripts;
mod smoke;
mod sources;
mod stand;
#[path = "../support/mod.rs"]
mod support;
mod tamma;

use std::process::ExitCode;

use crate::lanes::Lane;

const LANES: &[&[Lane]] = &[kyros::LANES, tamma::LANES, campaign::LANES, smoke::LANES, hostile::LANES];

fn main() -> ExitCode {
    engine::inside(|engine| {
        let names = images::build(engine);
        let mut lanes = LANES.concat();
        if std::env::args().any(|word| word == "podman") {
            lanes.extend(podman::LANES);
        }
        // With more of them the broker's probes alone take longer than they may.
        let code = lanes::run(engine, &lanes, support::waiting_at_once());
        names.give_back(engine);
        code
    })
}
