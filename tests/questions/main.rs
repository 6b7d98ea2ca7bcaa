//! What of the proof with the real sources needs neither an engine nor a network: the questions, who asks them, and the
//! copy that they are asked of.

mod copies;
mod files;
mod server;
