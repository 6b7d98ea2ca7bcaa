//! What a person is asked, the inputs for each kind of answer, and what is wrong with one.

mod asked;
mod field;
mod findings;
mod secret;
mod section;
mod select;
mod strength;
mod switch;
mod text_input;

pub use findings::finding_line;
pub use section::Section;
