//! The palette.

use crate::words::en::amounts::count;

pub const TITLE: &str = "Go to anything";
pub const OPEN: &str = "Go to";
pub const MENU: &str = "Menu";
pub const INPUT: &str = "Words of a step, field, file or action";
pub const NONE: &str = "Nothing here has all of these words in its name. Fewer words find more.";

pub const ACTION: &str = "Action";
pub const STEP: &str = "Step";
pub const FIELD: &str = "Field";
pub const FILE: &str = "File";

pub fn found(number: usize) -> String {
    count(number, "result", "results")
}
