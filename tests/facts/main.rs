//! What the stacks' real programs read, need and answer, held against every bundle (G30).

mod given;
mod secrets;
mod sources;

use berth_testing::facts::{Facts, Program, all};
