//! The part of the crate's sentences that checking a value needs.

#[path = "../src/messages/values.rs"]
pub mod values;
