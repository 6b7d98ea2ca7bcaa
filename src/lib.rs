//! Berth.

#[cfg(feature = "web")]
pub mod ui;
