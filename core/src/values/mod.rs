//! Types that can only hold what is valid. Each is parsed once, by `TryFrom<&str>`; the error holds what was
//! expected and what was found.

mod identifier;
mod image;
mod number;
mod place;
mod port;
mod secret;
mod text;
mod wrong;

pub use identifier::Identifier;
pub use image::{ImageRef, Registry, Tag, registry_host};
pub use number::{Decimal, Integer};
pub use place::{Email, HostName, HostPath, Name};
pub use port::Port;
pub use secret::{MASK, Secret};
pub use text::printable;
pub use wrong::Wrong;
