//! The stacks' real programs: their sources, what they are built from, and the questions that they are asked.

pub mod ask;
pub mod dockerfile;
pub mod questions;
pub mod source;
