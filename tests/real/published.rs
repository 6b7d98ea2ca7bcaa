//! The deploy shape with the images that are published.

use crate::lanes::Lane;

pub const LANES: &[Lane] = &[];
