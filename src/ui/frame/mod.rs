//! What stands around the form on every step.

mod bar;
mod header;
mod notices;
mod pager;
mod rail;
mod requests;
mod theme;
mod voice;

pub use bar::{Bar, OPEN_ID as OPEN_FILES_ID};
pub use header::Header;
pub use notices::Notices;
pub use pager::Pager;
pub use rail::{RAIL_ID, Rail};
pub use theme::switch_theme;
pub use voice::Voice;
