//! What of the proof with the real sources needs neither an engine nor a network: the questions, who asks them, and the
//! copy that they are asked of.

#[path = "../real/ask.rs"]
mod ask;
mod copies;
#[path = "../real/dockerfile.rs"]
mod dockerfile;
mod files;
#[path = "../real/questions.rs"]
#[allow(dead_code, reason = "nothing is deployed here")]
mod questions;
mod server;
#[path = "../real/source.rs"]
mod source;
#[path = "../support/mod.rs"]
mod support;
