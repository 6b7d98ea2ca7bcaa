//! The shells of Berth: the page, `ui` with `browser`, behind the feature `web`, and the command line, `cli`, behind the
//! feature `cli`. What they stand on is `berth-core`, whose modules are found here too, beside the stacks that ship.

pub mod catalogue;

#[cfg(feature = "web")]
pub mod browser;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(any(feature = "cli", feature = "web"))]
pub mod entropy;
#[cfg(feature = "cli")]
mod stack_folder;
#[cfg(feature = "web")]
pub mod ui;

#[cfg(feature = "cli")]
pub use berth_core::yaml;
pub use berth_core::{
    answers, bundle, check, deployment, plan, render, script, stack, target, templates, values, words,
};
