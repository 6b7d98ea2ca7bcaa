//! The shells of Berth: the page, `ui` with `browser`, behind the feature `web`, beside its engine, a program of its own
//! behind the feature `engine`; and the command line, `cli`, behind the feature `cli`. What they stand on is `berth-core`,
//! whose modules are found here too, beside the stacks that ship.

pub mod catalogue;

#[cfg(feature = "ui")]
pub mod browser;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(any(feature = "cli", feature = "engine"))]
pub mod engine;
#[cfg(any(feature = "cli", feature = "ui"))]
pub mod entropy;
#[cfg(any(feature = "cli", feature = "engine", feature = "ui"))]
pub mod message;
#[cfg(feature = "cli")]
mod stack_folder;
#[cfg(feature = "ui")]
pub mod ui;

#[cfg(feature = "cli")]
pub use berth_core::yaml;
pub use berth_core::{answers, check, packed, plan, stack, target, values, words};
#[cfg(any(feature = "cli", feature = "engine"))]
pub use berth_core::{bundle, deployment, render, script, templates};
