//! What the stacks' real programs read, need and answer, held against every bundle (G30).

mod facts;
mod given;
mod secrets;
mod sources;
#[path = "../support/mod.rs"]
mod support;

use facts::{Facts, Program, all};
