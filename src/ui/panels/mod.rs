//! What opens over the page, one panel a file.

mod find;
mod keys;
mod palette;
mod panel;
mod privacy;
mod take_away;

pub use panel::PanelHost;
