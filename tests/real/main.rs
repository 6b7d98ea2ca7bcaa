//! The stacks' real programs, from their own sources, under the bundles as a person gets them. `cargo xtask prove real`
//! says where the sources and the engine's programs are. Where no engine answers, one is started in namespaces of its own.

mod bases;
mod bounded;
mod deployment;
mod outlet;
mod page;
mod proof;
mod published;
mod report;

use std::env;
use std::process::ExitCode;

use berth_testing::engine;
use berth_testing::lanes::{self, Lane};

const LANES: &[Lane] = &[
    Lane { name: "kyros", run: |steps, engine| proof::prove(steps, engine, "kyros") },
    Lane { name: "tamma", run: |steps, engine| proof::prove(steps, engine, "tamma") },
    Lane { name: "campaign", run: |steps, engine| proof::prove(steps, engine, "campaign") },
];

fn main() -> ExitCode {
    let folder = tempfile::tempdir().expect("a temporary folder");
    engine::inside_with(
        || outlet::outside(folder.path()),
        |engine| {
            let _ = proof::PROXY.set(outlet::inside());
            let lanes = if env::var_os("BERTH_REAL_PUBLISHED").is_some() { published::LANES } else { LANES };
            // One after the other: they open the same ports.
            let code = lanes::run(engine, lanes, 1);
            report::print();
            code
        },
    )
}
