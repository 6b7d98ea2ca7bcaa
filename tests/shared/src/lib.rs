//! What several test programs and benches share. What only one of them uses stays with it.
//!
//! | module        | holds                                                            |
//! |---------------|------------------------------------------------------------------|
//! | [`scenario`]  | answers and bundles, so that a test reads as one sentence        |
//! | [`hostile`]   | texts that break files                                           |
//! | [`facts`]     | what the stacks' real programs read, need and answer             |
//! | [`folder`]    | a bundle on disk, and its user's edits                           |
//! | [`processes`] | how many tests run at once, and programs at a keyboard           |
//! | [`judge`]     | where somebody else's program is                                 |
//! | [`engine`], [`lanes`] | a container engine, and deployments on it, step by step  |
//! | [`real`]      | the sources of the real programs, and the questions they are asked |
//! | [`webdriver`] | browsers                                                         |
//! | [`site`], [`page`] | the page, served and seen in one of them                    |
//!
//! In a browser there is the first alone.

#[cfg(not(target_arch = "wasm32"))]
pub mod engine;
#[cfg(not(target_arch = "wasm32"))]
pub mod facts;
#[cfg(not(target_arch = "wasm32"))]
pub mod folder;
#[cfg(not(target_arch = "wasm32"))]
pub mod hostile;
#[cfg(not(target_arch = "wasm32"))]
pub mod judge;
#[cfg(not(target_arch = "wasm32"))]
pub mod lanes;
#[cfg(not(target_arch = "wasm32"))]
pub mod page;
#[cfg(not(target_arch = "wasm32"))]
pub mod processes;
#[cfg(not(target_arch = "wasm32"))]
pub mod real;
pub mod scenario;
#[cfg(not(target_arch = "wasm32"))]
pub mod site;
#[cfg(not(target_arch = "wasm32"))]
pub mod webdriver;
