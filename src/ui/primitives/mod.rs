//! What everything else is built from: it knows neither the session nor what is asked. One component a file, its style
//! beside it.

mod badge;
mod button;
mod choice;
mod icon;
mod kbd;
mod prose;

pub use badge::badge;
pub use button::{Button, Tone};
pub use choice::{Choice, ChoiceOption};
pub use icon::{Icon, Shape};
pub use kbd::kbd;
pub use prose::prose;
