//! What bundles do on a real engine: each stack in each profile is started as its guide says, and asked.
//!
//! `cargo xtask prove` says where the engine and the system of its images are. Where no engine answers, one is started in
//! namespaces of its own. One lane is one deployment from its first start to its last; lanes run side by side, as they
//! wait for probes most of the time.

mod asked;
mod campaign;
mod hostile;
mod http;
mod images;
mod kyros;
mod order;
mod podman;
mod scripts;
mod smoke;
mod sources;
mod stand;
mod tamma;

use std::process::ExitCode;

use berth_testing::engine;
use berth_testing::lanes::{self, Lane};
use berth_testing::processes;

const LANES: &[&[Lane]] = &[kyros::LANES, tamma::LANES, campaign::LANES, smoke::LANES, hostile::LANES];

fn main() -> ExitCode {
    engine::inside(|engine| {
        let names = images::build(engine);
        let mut lanes = LANES.concat();
        if std::env::args().any(|word| word == "podman") {
            lanes.extend(podman::LANES);
        }
        // With more of them the broker's probes alone take longer than they may.
        let code = lanes::run(engine, &lanes, processes::waiting_at_once());
        names.give_back(engine);
        code
    })
}
