//! What the steps and the frame are built from. One component a file, its style beside it.

mod badge;
mod bar;
mod button;
mod choice;
mod code;
mod field;
mod files;
mod findings;
mod header;
mod icon;
mod notices;
mod pager;
mod panel;
mod preview;
mod prose;
mod rail;
mod secret;
mod section;
mod select;
mod switch;
mod text_input;
mod theme;

pub use badge::badge;
pub use bar::Bar;
pub use button::{Button, Tone};
pub use choice::{Choice, ChoiceOption};
pub use findings::finding_line;
pub use header::Header;
pub use icon::{Icon, Shape};
pub use notices::Notices;
pub use pager::Pager;
pub use panel::{Panel, PanelHost};
pub use preview::Preview;
pub use prose::prose;
pub use rail::{RAIL_ID, Rail};
pub use section::Section;
