//! The target Docker Compose. Its files stay the same whatever the answers are: these are in `.env`, which can be edited.
//! What all profiles agree on stands in the base, and what one of them adds in an overlay.

#[cfg(feature = "bundle")]
mod agreed;
#[cfg(feature = "bundle")]
mod defaults;
#[cfg(feature = "bundle")]
mod files;
#[cfg(feature = "bundle")]
mod input;
#[cfg(feature = "bundle")]
mod layer;
#[cfg(feature = "bundle")]
mod paths;
#[cfg(feature = "bundle")]
mod reference;
#[cfg(feature = "bundle")]
mod rendering;
mod steps;

#[cfg(feature = "bundle")]
pub use files::{Content, File, files};
#[cfg(feature = "bundle")]
pub use rendering::{Rendering, bundle, rendering, write};
pub use steps::steps;

use crate::stack::{Paths, Stack};

/// Where secrets travel as files: what holds those that a service can't read from one.
pub fn private_variables(stack: &Stack, service: &str) -> Paths {
    Paths::below(&stack.folder, &format!("secrets/{service}.env"))
}
